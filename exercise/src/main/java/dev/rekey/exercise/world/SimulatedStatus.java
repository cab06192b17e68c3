package dev.rekey.exercise.world;

import dev.rekey.activities.authority.own.OwnRegister;
import dev.rekey.activities.authority.status.CertificateStatus;
import dev.rekey.activities.authority.status.StatusReader;
import dev.rekey.activities.authority.status.StatusSource;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the lists and responders of an exercise say.
 *
 * @param register what they have it from
 * @param signers with which certificate each authority signs its answers
 */
record SimulatedStatus(OwnRegister register, Function<String, Optional<X509Certificate>> signers)
    implements StatusReader {
  private static final String WHOSE = "authority=";

  @Override
  public CertificateStatus ask(
      StatusSource source, X509Certificate certificate, X509Certificate issuer) {
    String query = String.valueOf(source.address().getQuery());
    if (!query.startsWith(WHOSE)) {
      return new CertificateStatus.Unknown("nobody in this exercise answers there");
    }
    String authority = query.substring(WHOSE.length());
    if (signers.apply(authority).filter(issuer::equals).isEmpty()) {
      return new CertificateStatus.Unknown("the answer is not signed by who issued it");
    }
    BigInteger serial = certificate.getSerialNumber();
    if (source instanceof StatusSource.Ocsp && !register.knows(authority, serial)) {
      return new CertificateStatus.Unknown("it does not know the certificate");
    }
    return register
        .revocation(authority, serial)
        .<CertificateStatus>map(one -> new CertificateStatus.Revoked(one.reason().code(), one.at()))
        .orElseGet(CertificateStatus.Good::new);
  }

  @Override
  public StatusReader trusting(List<X509Certificate> roots) {
    return this;
  }
}
