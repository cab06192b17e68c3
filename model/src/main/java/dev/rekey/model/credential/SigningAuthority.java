package dev.rekey.model.credential;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The key that a certificate authority signs with, as a response to its compromise sees it. Nobody
 * rotates it: another authority takes its place, by a rollover, and its name stays.
 *
 * @param secret the secret with what is to be known of the authority
 * @param authority the name that certificates are under care with
 * @param successor the known authority that takes its place
 * @param parent the known authority that certified it, and is to revoke that
 * @param first what is re-issued before everything else: what Rekey itself depends on
 */
public record SigningAuthority(
    SecretId secret,
    String authority,
    String successor,
    Optional<String> parent,
    List<SecretId> first)
    implements CredentialSpec {
  /** The kind's name. */
  public static final String KIND = "certificate-authority";

  private static final String NEXT = "-next";
  private static final int LONGEST = 64;

  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  public SigningAuthority {
    first = List.copyOf(first);
    if (!TlsCertificate.isAuthorityName(authority) || !TlsCertificate.isAuthorityName(successor)) {
      throw new IllegalArgumentException(TlsCertificate.AUTHORITY_NAMES);
    }
    if (authority.equals(successor) || parent.filter(authority::equals).isPresent()) {
      throw new IllegalArgumentException("Another authority takes its place, or certified it");
    }
  }

  /** The authority of that name. */
  public static SigningAuthority of(
      String authority, String successor, Optional<String> parent, List<SecretId> first) {
    return new SigningAuthority(
        TlsCertificate.authoritySecret(authority), authority, successor, parent, first);
  }

  /** The authority whose key this is, if it is one's. */
  public static Optional<SigningAuthority> in(CredentialSpec credential) {
    return credential instanceof SigningAuthority one ? Optional.of(one) : Optional.empty();
  }

  /** Who takes the place of the authority of that name where nobody was named. */
  public static String next(String authority) {
    return authority.substring(0, Math.min(authority.length(), LONGEST - NEXT.length())) + NEXT;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String target() {
    return "authority:" + authority;
  }

  @Override
  public List<String> identities() {
    return List.of("authority/" + authority);
  }

  @Override
  public boolean overlaps() {
    return true;
  }

  @Override
  public Optional<SecretId> rotatorSecret() {
    return Optional.of(secret);
  }

  @Override
  @JsonIgnore
  public List<String> places() {
    return List.of(authority);
  }

  /** Certificates' function answers for who certifies them. */
  @Override
  public String servedBy() {
    return TlsCertificate.KIND;
  }

  @Override
  public SigningAuthority attributed(String by, Instant at) {
    return this;
  }
}
