package dev.rekey.activities.consumer;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.PrivateFile;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * Gives a certificate and its key to a consumer as a key store (PKCS #12), as Java reads it: one
 * entry, replaced at once. What opens it is in the secret store, and stays the same, so that the
 * consumer is configured once.
 */
final class KeystoreDelivery {
  static final String ALIAS = "rekey";
  private static final String TYPE = "PKCS12";

  private final DeliveryPermissions permissions;
  private final Reload reload;
  private final SecretStore store;

  KeystoreDelivery(DeliveryPermissions permissions, Reload reload, SecretStore store) {
    this.permissions = permissions;
    this.reload = reload;
    this.store = store;
  }

  /** The file that may be replaced, if the program will do too. */
  Path check(Consumer.FilePush consumer) {
    Path file = permissions.file(consumer.path());
    if (!consumer.reload().isEmpty()) {
      permissions.requireAllowed(consumer.reload().getFirst());
    }
    return file;
  }

  /** Each writing looks otherwise, since it is salted: what is in it tells whether it is there. */
  void deliver(Consumer.FilePush consumer, SecretId passwordName, VersionId version, Login login) {
    Path file = check(consumer);
    Path mark = file.resolveSibling("." + file.getFileName() + ".read");
    char[] password = password(passwordName).reveal().toCharArray();
    CertificateChain chain = chain(login);
    try {
      boolean there = holds(file, password, chain);
      if (there && holds(mark, version)) {
        return;
      }
      if (!there) {
        PrivateFile.replace(file, content(login, chain, password));
      }
      if (!consumer.reload().isEmpty()) {
        reload.run(consumer.reload());
      }
      PrivateFile.replace(mark, version.value().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) { // names files only, but the words are not ours
      throw Unreachable.because("the key store " + file + " could not be replaced");
    }
  }

  private SecretValue password(SecretId name) {
    try {
      return Optional.ofNullable(store.labels(name).get(VersionStage.AWSCURRENT))
          .flatMap(version -> store.read(name, version, Reader.rekey("write a key store")))
          .map(Login::value)
          .orElseThrow(() -> missing(name));
    } catch (StepFailedException e) {
      throw e.code().retryable() ? e : missing(name);
    }
  }

  private static StepFailedException missing(SecretId name) {
    return Unreachable.because("the store has no password " + name + " for its key store");
  }

  private static CertificateChain chain(Login login) {
    try {
      CertificateChain chain = CertificateChain.of(login.value().reveal());
      if (!KeyPairs.match(KeyPairs.read(login.value().reveal()), chain.key())) {
        throw Unreachable.because("the key and the certificate do not belong together");
      }
      return chain;
    } catch (IllegalArgumentException e) { // quotes nothing, but a key store is only for a pair
      throw Unreachable.because("only a certificate goes into a key store");
    }
  }

  private static byte[] content(Login login, CertificateChain chain, char[] password)
      throws IOException {
    try {
      PrivateKey key = KeyPairs.read(login.value().reveal());
      KeyStore keys = KeyStore.getInstance(TYPE);
      keys.load(null, null);
      keys.setKeyEntry(ALIAS, key, password, chain.certificates().toArray(new X509Certificate[0]));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      keys.store(bytes, password);
      return bytes.toByteArray();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK writes key stores");
    }
  }

  private static boolean holds(Path file, char[] password, CertificateChain chain)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream bytes = Files.newInputStream(file)) {
      KeyStore keys = KeyStore.getInstance(TYPE);
      keys.load(bytes, password);
      return keys.getKey(ALIAS, password) != null
          && chain.leaf().equals(keys.getCertificate(ALIAS));
    } catch (GeneralSecurityException | IOException somethingElse) {
      return false; // it will be replaced
    }
  }

  private static boolean holds(Path mark, VersionId version) throws IOException {
    return Files.isRegularFile(mark) && Files.readString(mark).equals(version.value());
  }
}
