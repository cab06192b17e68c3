package dev.rekey.activities.rollover;

import dev.rekey.activities.authority.Authorities;
import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.RevocationReason;
import dev.rekey.activities.authority.status.CertificateStatus;
import dev.rekey.activities.authority.status.StatusReader;
import dev.rekey.activities.authority.status.StatusSource;
import dev.rekey.model.rollover.Obstacle;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What only the parent of a compromised authority can do: to revoke the certificate that it signs
 * with. It is read back, as every revocation is.
 *
 * @param known what is kept of authorities
 * @param authorities how they are asked
 * @param fresh how it is read back
 */
record Condemnation(KnownAuthorities known, Authorities authorities, StatusReader fresh) {
  /** Has it revoked; what does not say so yet is an obstacle. */
  List<Obstacle> by(String parent, X509Certificate signer, List<String> seen) {
    CertificateAuthority authority = authorities.of(parent, known.of(parent));
    CertificateChain condemned = new CertificateChain(List.of(signer));
    authority.revoke(condemned, RevocationReason.CA_COMPROMISE);
    String which = "the certificate " + CertificateChain.serial(signer) + " of the old authority";
    List<StatusSource> sources = authority.sources(signer);
    if (sources.isEmpty()) {
      seen.add("unproven: " + parent + " gave its word that it revoked " + which);
      return List.of();
    }
    Optional<X509Certificate> issuer = condemned.issuer(authority.issuers());
    return sources.stream()
        .flatMap(one -> asked(one, signer, issuer, which, seen).stream())
        .toList();
  }

  private Optional<Obstacle> asked(
      StatusSource source,
      X509Certificate signer,
      Optional<X509Certificate> issuer,
      String which,
      List<String> seen) {
    if (issuer.isEmpty()) {
      return Optional.of(new Obstacle(source.name(), "cannot be believed: its issuer is unknown"));
    }
    return switch (fresh.ask(source, signer, issuer.get())) {
      case CertificateStatus.Revoked revoked -> {
        seen.add(source.name() + " says that " + which + " is revoked: " + revoked.reason());
        yield Optional.empty();
      }
      case CertificateStatus.Good good ->
          Optional.of(
              new Obstacle(source.name(), "does not say yet that " + which + " is revoked"));
      case CertificateStatus.Unknown unknown ->
          Optional.of(
              new Obstacle(source.name(), "does not tell of " + which + ": " + unknown.why()));
    };
  }
}
