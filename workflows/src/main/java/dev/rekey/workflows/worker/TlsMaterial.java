package dev.rekey.workflows.worker;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.OpenSslSessionContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
  private static final String UNREADABLE =
      "TEMPORAL_TLS_...: a certificate or key cannot be read, or is not PEM";

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

  /** Whether a client certificate is shown. */
  boolean isMutual() {
    return clientCertificate.isPresent() && clientKey.isPresent();
  }

  /**
   * The client certificate and its key, read now.
   *
   * @throws IllegalStateException if one cannot be read; its words hold nothing of it
   */
  ClientPair pair() {
    try (InputStream certificate = clientCertificate.orElseThrow().open();
        InputStream key = clientKey.orElseThrow().open()) {
      return ClientPair.of(text(certificate), text(key));
    } catch (IOException e) {
      throw new IllegalStateException(UNREADABLE);
    }
  }

  private static String text(InputStream pem) throws IOException {
    return new String(pem.readAllBytes(), StandardCharsets.US_ASCII);
  }

  /**
   * The settings.
   *
   * @throws IllegalStateException if something cannot be read; its words hold nothing of it
   */
  SslContext context() {
    return context(isMutual() ? Optional.of(new ShownPair(pair())) : Optional.empty());
  }

  /** The same with whatever pair is shown when a connection is made. */
  SslContext context(Optional<ShownPair> shown) {
    try {
      SslContextBuilder builder = GrpcSslContexts.forClient();
      if (serverCa.isPresent()) {
        try (InputStream ca = serverCa.get().open()) {
          builder.trustManager(ca);
        }
      }
      shown.ifPresent(builder::keyManager);
      return forgetful(builder.build());
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new IllegalStateException(UNREADABLE);
    }
  }

  /** A session that is resumed stands for the certificate that was shown when it began. */
  private static SslContext forgetful(SslContext context) {
    if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
      sessions.setSessionCacheEnabled(false);
    } else {
      context.sessionContext().setSessionCacheSize(1);
      context.sessionContext().setSessionTimeout(1);
    }
    return context;
  }
}
