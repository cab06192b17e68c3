package dev.rekey.workflows.worker;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * What TLS needs beside the platform's own.
 *
 * @param clientCertificate for mutual TLS
 * @param clientKey its PKCS#8 key
 * @param serverCa to check the server against, instead of the platform's
 */
record TlsMaterial(
    Optional<Pem> clientCertificate, Optional<Pem> clientKey, Optional<Pem> serverCa) {
  static TlsMaterial inFiles(Map<String, String> environment) {
    return new TlsMaterial(
        Optional.ofNullable(environment.get("TEMPORAL_TLS_CLIENT_CERT_PATH")).map(Pem::file),
        Optional.ofNullable(environment.get("TEMPORAL_TLS_CLIENT_KEY_PATH")).map(Pem::file),
        Optional.ofNullable(environment.get("TEMPORAL_TLS_SERVER_CA_CERT_PATH")).map(Pem::file));
  }

  /** Whether there is any, so that TLS is meant. */
  boolean isPresent() {
    return clientCertificate.isPresent() || serverCa.isPresent();
  }

  /**
   * The settings.
   *
   * @throws IllegalStateException if something cannot be read; its words hold nothing of it
   */
  SslContext context() {
    try {
      SslContextBuilder builder = GrpcSslContexts.forClient();
      if (serverCa.isPresent()) {
        try (InputStream ca = serverCa.get().open()) {
          builder.trustManager(ca);
        }
      }
      if (clientCertificate.isPresent() && clientKey.isPresent()) {
        try (InputStream certificate = clientCertificate.get().open();
            InputStream key = clientKey.get().open()) {
          builder.keyManager(certificate, key);
        }
      }
      return builder.build();
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new IllegalStateException(
          "TEMPORAL_TLS_...: a certificate or key cannot be read, or is not PEM");
    }
  }
}
