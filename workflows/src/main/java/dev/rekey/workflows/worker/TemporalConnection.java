package dev.rekey.workflows.worker;

import dev.rekey.workflows.trace.TracePropagator;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How to reach a Temporal server. The variables are those of Temporal's own environment
 * configuration, so what works for the {@code temporal} command works here.
 */
public final class TemporalConnection {
  private static final String LOCAL = "127.0.0.1:7233";

  private final String address;
  private final String namespace;
  private final Optional<Supplier<String>> apiKey;
  private final Optional<TlsMaterial> tls;

  private TemporalConnection(
      String address,
      String namespace,
      Optional<Supplier<String>> apiKey,
      Optional<TlsMaterial> tls) {
    this.address = address;
    this.namespace = namespace;
    this.apiKey = apiKey;
    this.tls = tls;
  }

  /** A server without TLS, such as the dev server on this machine. */
  public static TemporalConnection plain(String address) {
    return fromEnvironment(Map.of("TEMPORAL_ADDRESS", address));
  }

  /** Reads {@code TEMPORAL_ADDRESS}, {@code _NAMESPACE}, {@code _API_KEY} and {@code _TLS...}. */
  public static TemporalConnection fromEnvironment(Map<String, String> environment) {
    return fromEnvironment(environment, StoredLogin.of(environment));
  }

  static TemporalConnection fromEnvironment(Map<String, String> environment, StoredLogin stored) {
    Optional<Supplier<String>> apiKey =
        Optional.ofNullable(environment.get("TEMPORAL_API_KEY"))
            .<Supplier<String>>map(key -> () -> key)
            .or(stored::apiKey);
    TlsMaterial material = stored.tls().orElseGet(() -> TlsMaterial.inFiles(environment));
    boolean implied = apiKey.isPresent() || material.isPresent();
    boolean tls =
        Boolean.parseBoolean(environment.getOrDefault("TEMPORAL_TLS", Boolean.toString(implied)));
    return new TemporalConnection(
        environment.getOrDefault("TEMPORAL_ADDRESS", LOCAL),
        environment.getOrDefault("TEMPORAL_NAMESPACE", "default"),
        apiKey,
        tls ? Optional.of(material) : Optional.empty());
  }

  /** Connects lazily: the first call fails if there is no server, or if it does not let us in. */
  public WorkflowClient connect() {
    return client(WorkflowServiceStubs.newServiceStubs(options().build()), namespace);
  }

  /**
   * Connects lazily, for those who would rather fail than wait.
   *
   * @param patience how long one call may take, with all that it tries again
   */
  public WorkflowClient connect(Duration patience) {
    WorkflowServiceStubsOptions hasty =
        options()
            .setRpcTimeout(patience)
            .setRpcRetryOptions(
                RpcRetryOptions.newBuilder().setExpiration(patience).validateBuildWithDefaults())
            .build();
    return client(WorkflowServiceStubs.newServiceStubs(hasty), namespace);
  }

  /** A client over any stubs, with our converter, that carries traces. */
  public static WorkflowClient client(WorkflowServiceStubs stubs, String namespace) {
    return WorkflowClient.newInstance(
        stubs,
        WorkflowClientOptions.newBuilder()
            .setNamespace(namespace)
            .setDataConverter(Wire.converter())
            .setContextPropagators(List.of(new TracePropagator()))
            .build());
  }

  private WorkflowServiceStubsOptions.Builder options() {
    WorkflowServiceStubsOptions.Builder options =
        WorkflowServiceStubsOptions.newBuilder().setTarget(address);
    apiKey.ifPresent(key -> options.addApiKey(key::get));
    tls.ifPresent(material -> options.setSslContext(material.context()));
    return options;
  }

  @Override
  public String toString() {
    return (tls.isPresent() ? "TLS to " : "") + address + ", namespace " + namespace;
  }
}
