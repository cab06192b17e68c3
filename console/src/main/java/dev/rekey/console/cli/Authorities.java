package dev.rekey.console.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whose word counts for who a server is. */
final class Authorities {
  private Authorities() {}

  /** TLS that believes the authorities in a PEM file, and nobody else. */
  static SSLContext only(Path pem) {
    try (InputStream file = Files.newInputStream(pem)) {
      Collection<? extends Certificate> known =
          CertificateFactory.getInstance("X.509").generateCertificates(file);
      if (known.isEmpty()) {
        throw unreadable(pem);
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate each : known) {
        store.setCertificateEntry("authority-" + store.size(), each);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, trust.getTrustManagers(), null);
      return tls;
    } catch (IOException | GeneralSecurityException e) {
      throw unreadable(pem);
    }
  }

  /** The server could not prove who it is; the token was not sent. */
  static CommandFailure unproven(URI address) {
    return new CommandFailure(
        ExitCode.ENVIRONMENT,
        "TLS",
        "The server at "
            + address
            + " cannot prove by TLS that it is who it should be; no token was sent",
        "Name the authority of its certificate with --ca or REKEY_CA, and its host as there.");
  }

  private static CommandFailure unreadable(Path pem) {
    return new CommandFailure(
        ExitCode.ENVIRONMENT,
        "UNREADABLE_FILE",
        pem + " holds no certificate that can be read",
        "--ca and REKEY_CA name a PEM file.");
  }
}
