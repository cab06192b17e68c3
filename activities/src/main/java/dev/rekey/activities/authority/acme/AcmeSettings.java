package dev.rekey.activities.authority.acme;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.activities.authority.AuthoritySettings;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.Pem;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.KeyType;
import java.net.URI;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be known of an ACME authority, and our account there.
 *
 * @param directory its directory
 * @param account the account's key, both halves as PEM; made where it is left out
 * @param contacts addresses that it may write to, such as {@code mailto:ops@example.org}
 * @param agreed whether its terms of service are agreed to
 * @param binding the account with its provider, where it demands one
 * @param challenge how it is shown that the names are ours
 * @param roots roots of its certificates, as PEM, where clients do not know them already
 * @param serverRoots roots of its directory's own certificate, where the JDK does not know them
 * @param profile the profile of certificates, where it offers several
 * @param ordersPerHour how many orders it is to get from all workers together
 */
record AcmeSettings(
    URI directory,
    Optional<String> account,
    List<String> contacts,
    boolean agreed,
    Optional<Binding> binding,
    ChallengeSettings challenge,
    Optional<String> roots,
    Optional<String> serverRoots,
    Optional<String> profile,
    Optional<Integer> ordersPerHour) {
  /**
   * An external account binding.
   *
   * @param id the key's id
   * @param key the key, in base64url
   */
  record Binding(String id, String key) {}

  /**
   * How it is shown that a name is ours.
   *
   * @param type {@code http-01} or {@code dns-01}
   * @param listen for http-01: where to listen, such as {@code 0.0.0.0:80}
   * @param hook for dns-01: the address of a hook that sets and clears TXT records
   */
  record ChallengeSettings(String type, @Nullable String listen, @Nullable URI hook) {}

  AcmeSettings {
    contacts = contacts == null ? List.of() : List.copyOf(contacts);
    AuthoritySettings.address(directory, "directory");
    AuthoritySettings.required(
        AuthoritySettings.required(challenge, "challenge").type(), "challenge.type");
    AuthoritySettings.orders(ordersPerHour);
  }

  static AcmeSettings of(Login login) {
    return AuthoritySettings.read(login, AcmeSettings.class);
  }

  /** The same with a key of an account, if it has none. */
  AcmeSettings complete() {
    return account.isPresent() ? this : with(KeyPairs.make(KeyType.EC_P256));
  }

  AcmeSettings with(KeyPair key) {
    return new AcmeSettings(
        directory,
        Optional.of(KeyPairs.pem(key.getPrivate()) + KeyPairs.pem(key.getPublic())),
        contacts,
        agreed,
        binding,
        challenge,
        roots,
        serverRoots,
        profile,
        ordersPerHour);
  }

  Login login() {
    try {
      return new Login(AcmeAuthority.KIND, SecretValue.of(Wire.mapper().writeValueAsString(this)));
    } catch (JsonProcessingException e) { // its message may quote the key
      throw new IllegalStateException("Settings have a JSON form");
    }
  }

  @Override
  public String toString() {
    return "AcmeSettings[directory=" + directory + ", account=***]";
  }

  KeyPair key() {
    String pem = account.orElse("");
    try {
      return new KeyPair(
          KeyPairs.readPublic(Pem.blocks(pem, "PUBLIC KEY").getFirst()), KeyPairs.read(pem));
    } catch (IllegalArgumentException | NoSuchElementException e) {
      throw new StepFailedException(
          FailureCode.BAD_REQUEST,
          "The key of the ACME account is a private and a public key, both in PEM");
    }
  }

  List<X509Certificate> anchors() {
    return roots.map(CertificateChain::read).orElse(List.of());
  }

  List<X509Certificate> serverAnchors() {
    return serverRoots.map(CertificateChain::read).orElse(List.of());
  }
}
