package dev.rekey.exercise.world;

import dev.rekey.activities.authority.own.OwnRegister;
import dev.rekey.activities.authority.status.CertificateStatus;
import dev.rekey.activities.authority.status.StatusReader;
import dev.rekey.activities.authority.status.StatusSource;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What the lists and responders of an exercise say.
 *
 * @param register what they have it from
 */
record SimulatedStatus(OwnRegister register) implements StatusReader {
  private static final String WHOSE = "authority=";

  @Override
  public CertificateStatus ask(
      StatusSource source, X509Certificate certificate, X509Certificate issuer) {
    String query = String.valueOf(source.address().getQuery());
    if (!query.startsWith(WHOSE)) {
      return new CertificateStatus.Unknown("nobody in this exercise answers there");
    }
    String authority = query.substring(WHOSE.length());
    return register
        .revocation(authority, certificate.getSerialNumber())
        .<CertificateStatus>map(one -> new CertificateStatus.Revoked(one.reason().code(), one.at()))
        .orElseGet(CertificateStatus.Good::new);
  }

  @Override
  public StatusReader trusting(List<X509Certificate> roots) {
    return this;
  }
}
