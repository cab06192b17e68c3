package dev.rekey.console.api;

import dev.rekey.model.inventory.FoundCertificate;
import java.util.List;

/**
 * Certificates that were found.
 *
 * @param certificates each once
 * @param silent endpoints that showed nothing, and why
 * @param more whether there are more than are listed
 */
public record CertificatesFound(
    List<FoundCertificate> certificates, List<String> silent, boolean more) {
  /** Copies the lists. */
  public CertificatesFound {
    certificates = List.copyOf(certificates);
    silent = List.copyOf(silent);
  }
}
