package dev.rekey.console.door;

import java.io.IOException;
import java.nio.file.Path;
import org.springframework.boot.ssl.pem.PemContent;

/**
 * What the door shows to be who it is.
 *
 * @param certificate a PEM file: its certificate, then those of the authorities between
 * @param key a PEM file: the certificate's private key, not encrypted
 */
public record TlsSettings(Path certificate, Path key) {
  /**
   * Checks that both can be read.
   *
   * @throws IllegalArgumentException with a sentence for the operator
   */
  public TlsSettings {
    try {
      if (PemContent.load(certificate).getCertificates().isEmpty()
          || PemContent.load(key).getPrivateKey() == null) {
        throw unreadable(certificate, key);
      }
    } catch (IOException | IllegalStateException e) { // its message might quote the file
      throw unreadable(certificate, key);
    }
  }

  private static IllegalArgumentException unreadable(Path certificate, Path key) {
    return new IllegalArgumentException(
        "The door cannot use "
            + certificate
            + " and "
            + key
            + ": a certificate and its private key are needed, each as PEM, the key not encrypted");
  }
}
