package dev.rekey.console.api;

import java.util.List;
import java.util.Optional;

/**
 * Where to look for certificates.
 *
 * @param endpoints what is served there, as {@code host:port} or {@code host:port=name}
 * @param authorities what these list
 * @param pem what a log of certificates has, as PEM
 */
public record CertificateQuestion(
    List<String> endpoints, List<String> authorities, Optional<String> pem) {
  /** Copies the lists. */
  public CertificateQuestion {
    endpoints = List.copyOf(endpoints);
    authorities = List.copyOf(authorities);
  }
}
