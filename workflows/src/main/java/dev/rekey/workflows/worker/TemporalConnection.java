package dev.rekey.workflows.worker;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.File;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * How to reach a Temporal server. The variables are those of Temporal's own environment
 * configuration, so what works for the {@code temporal} command works here.
 *
 * @param address host and port
 * @param namespace the namespace
 * @param apiKey a Temporal Cloud API key; switches TLS on. Never printed.
 * @param tls whether to speak TLS
 * @param clientCertificate a PEM file, for mutual TLS
 * @param clientKey its PKCS#8 key's PEM file
 * @param serverCa a PEM file to check the server against, instead of the platform's
 */
public record TemporalConnection(
    String address,
    String namespace,
    Optional<String> apiKey,
    boolean tls,
    Optional<String> clientCertificate,
    Optional<String> clientKey,
    Optional<String> serverCa) {
  private static final String LOCAL = "127.0.0.1:7233";

  /** A server without TLS, such as the dev server on this machine. */
  public static TemporalConnection plain(String address) {
    return fromEnvironment(Map.of("TEMPORAL_ADDRESS", address));
  }

  /** Reads {@code TEMPORAL_ADDRESS}, {@code _NAMESPACE}, {@code _API_KEY} and {@code _TLS...}. */
  public static TemporalConnection fromEnvironment(Map<String, String> environment) {
    Optional<String> apiKey = Optional.ofNullable(environment.get("TEMPORAL_API_KEY"));
    Optional<String> certificate =
        Optional.ofNullable(environment.get("TEMPORAL_TLS_CLIENT_CERT_PATH"));
    Optional<String> ca = Optional.ofNullable(environment.get("TEMPORAL_TLS_SERVER_CA_CERT_PATH"));
    boolean implied = apiKey.isPresent() || certificate.isPresent() || ca.isPresent();
    return new TemporalConnection(
        environment.getOrDefault("TEMPORAL_ADDRESS", LOCAL),
        environment.getOrDefault("TEMPORAL_NAMESPACE", "default"),
        apiKey,
        Boolean.parseBoolean(environment.getOrDefault("TEMPORAL_TLS", Boolean.toString(implied))),
        certificate,
        Optional.ofNullable(environment.get("TEMPORAL_TLS_CLIENT_KEY_PATH")),
        ca);
  }

  /** Connects lazily: the first call fails if there is no server, or if it does not let us in. */
  public WorkflowClient connect() {
    return client(WorkflowServiceStubs.newServiceStubs(options()), namespace);
  }

  /** A client over any stubs, with our converter. */
  public static WorkflowClient client(WorkflowServiceStubs stubs, String namespace) {
    return WorkflowClient.newInstance(
        stubs,
        WorkflowClientOptions.newBuilder()
            .setNamespace(namespace)
            .setDataConverter(Wire.converter())
            .build());
  }

  private WorkflowServiceStubsOptions options() {
    WorkflowServiceStubsOptions.Builder options =
        WorkflowServiceStubsOptions.newBuilder().setTarget(address);
    apiKey.ifPresent(key -> options.addApiKey(() -> key));
    if (tls) {
      options.setSslContext(sslContext());
    }
    return options.build();
  }

  private SslContext sslContext() {
    try {
      SslContextBuilder builder = GrpcSslContexts.forClient();
      serverCa.ifPresent(path -> builder.trustManager(new File(path)));
      if (clientCertificate.isPresent() && clientKey.isPresent()) {
        builder.keyManager(new File(clientCertificate.get()), new File(clientKey.get()));
      }
      return builder.build();
    } catch (SSLException | IllegalArgumentException unreadable) {
      throw new IllegalStateException(
          "TEMPORAL_TLS_...: a certificate or key file cannot be read, or is not PEM");
    }
  }

  @Override
  public String toString() {
    return (tls ? "TLS to " : "") + address + ", namespace " + namespace;
  }
}
