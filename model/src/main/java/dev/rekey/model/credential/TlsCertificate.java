package dev.rekey.model.credential;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A certificate that servers show to whoever connects by TLS, and its key. Each version is a new
 * key with a certificate of its own; the hash of the public key is the identity of its login.
 *
 * @param secret the secret's name
 * @param authority the name of the authority that certifies the keys
 * @param names what it is for; the first one is the subject's common name as well
 * @param keyType what kind of key is made
 * @param endpoints where it is served; it is not revoked before each of them serves the next one
 * @param lifetime how long a certificate is asked to be valid; nothing leaves it to the authority
 * @param renewAtPercent at which part of its lifetime it is due to be replaced, in percent
 * @param temporal the frontend of Rekey's own Temporal, if this is what Rekey shows there
 */
public record TlsCertificate(
    SecretId secret,
    String authority,
    List<String> names,
    KeyType keyType,
    List<TlsEndpoint> endpoints,
    Optional<Duration> lifetime,
    int renewAtPercent,
    Optional<TlsEndpoint> temporal)
    implements CredentialSpec {
  /** The kind's name. */
  public static final String KIND = "tls-certificate";

  /** Two thirds of the lifetime, as certificates of 90 days were renewed after 60. */
  public static final int RENEW_AT_PERCENT = 66;

  /** The CA/Browser Forum lets no certificate cover more; authorities stop at about as many. */
  private static final int MOST_NAMES = 100;

  /** What an authority can be called, in a sentence for people. */
  public static final String AUTHORITY_NAMES =
      "An authority's name has 1 to 64 of A-Z a-z 0-9 . _ -";

  private static final String AUTHORITIES = "authority/";
  private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Pattern IDENTITY = Pattern.compile("spki-[0-9a-f]{64}");

  /**
   * Checks what can be checked without the authority.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  public TlsCertificate {
    names = List.copyOf(names);
    endpoints = List.copyOf(endpoints);
    require(isAuthorityName(authority), AUTHORITY_NAMES);
    require(!names.isEmpty() && names.size() <= MOST_NAMES, "A certificate is for 1 to 100 names");
    require(
        names.stream().allMatch(TlsNames::isName),
        "A certificate is for DNS names, such as www.example.org or *.example.org, and addresses");
    require(names.stream().distinct().count() == names.size(), "A name is given twice");
    require(
        lifetime.filter(time -> time.isNegative() || time.isZero()).isEmpty(),
        "A lifetime is longer than nothing");
    require(
        renewAtPercent >= 1 && renewAtPercent <= 95,
        "It is renewed at 1 to 95 percent of its lifetime");
    requireCovered(names, endpoints);
  }

  /** One that Rekey does not show to its Temporal. */
  public TlsCertificate(
      SecretId secret,
      String authority,
      List<String> names,
      KeyType keyType,
      List<TlsEndpoint> endpoints,
      Optional<Duration> lifetime,
      int renewAtPercent) {
    this(secret, authority, names, keyType, endpoints, lifetime, renewAtPercent, Optional.empty());
  }

  private static void requireCovered(List<String> names, List<TlsEndpoint> endpoints) {
    for (TlsEndpoint endpoint : endpoints) {
      require(
          TlsNames.cover(names, endpoint.serverName()),
          "The certificate is not for "
              + endpoint.serverName()
              + ", which is asked for at "
              + endpoint.name());
    }
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }

  /** Whether an authority can be called so. */
  public static boolean isAuthorityName(String name) {
    return AUTHORITY.matcher(name).matches();
  }

  /** The secret with what is to be known of an authority. */
  public static SecretId authoritySecret(String name) {
    return new SecretId(AUTHORITIES + name);
  }

  /** The name of the authority of which this secret is, if it is one's. */
  public static Optional<String> authorityOf(SecretId secret) {
    return Optional.of(secret.value())
        .filter(name -> name.startsWith(AUTHORITIES))
        .map(name -> name.substring(AUTHORITIES.length()));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String target() {
    return "authority:" + authority;
  }

  /** Two certificates may be for the same names, with a key each; nobody else has this one's. */
  @Override
  public List<String> identities() {
    return List.of("certificate/" + secret);
  }

  /** Whether it looks like the hash of a public key; whose it is, the store knows. */
  @Override
  public boolean owns(String identity) {
    return IDENTITY.matcher(identity).matches();
  }

  @Override
  public Optional<String> accessKey(String identity) {
    return Optional.of(identity).filter(this::owns);
  }

  /** What is known of the authority: where it is, whom it is believed by, and our account there. */
  @Override
  public Optional<SecretId> rotatorSecret() {
    return Optional.of(authoritySecret(authority));
  }

  @Override
  @JsonIgnore
  public List<String> places() {
    return endpoints.stream().map(TlsEndpoint::name).toList();
  }

  @Override
  public TlsCertificate attributed(String by, Instant at) {
    return this;
  }

  @Override
  public boolean overlaps() {
    return true;
  }

  @Override
  public boolean carriesRekey() {
    return temporal.isPresent();
  }
}
