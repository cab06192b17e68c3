package dev.rekey.activities.target.certificate;

import dev.rekey.model.credential.KeyType;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.TlsEndpoint;
import java.util.List;
import java.util.Optional;

/** A certificate for www.example.org. */
final class Certificates {
  private Certificates() {}

  static TlsCertificate of(List<TlsEndpoint> endpoints) {
    return new TlsCertificate(
        new SecretId("web/tls"),
        "tests",
        List.of("www.example.org", "*.edge.example.org"),
        KeyType.EC_P256,
        endpoints,
        Optional.empty(),
        TlsCertificate.RENEW_AT_PERCENT);
  }
}
