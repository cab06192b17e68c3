package dev.rekey.activities.authority.status;

import java.security.cert.X509Certificate;
import java.util.List;

/** Asks whether certificates are revoked. */
public interface StatusReader {
  /** Asks a source about a certificate that this issuer signed. */
  CertificateStatus ask(StatusSource source, X509Certificate certificate, X509Certificate issuer);

  /** The same for servers whose own certificates lead to these roots. */
  StatusReader trusting(List<X509Certificate> roots);
}
