package dev.rekey.workflows.worker;

import dev.rekey.workflows.trace.TracePropagator;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a Temporal server. The variables are those of Temporal's own environment
 * configuration, so what works for the {@code temporal} command works here.
 */
public final class TemporalConnection {
  private static final String LOCAL = "127.0.0.1:7233";
  private static final int TRIAL_SECONDS = 10;

  private final String address;
  private final String namespace;
  private final Optional<Supplier<String>> apiKey;
  private final Optional<TlsMaterial> tls;
  private final Supplier<TlsMaterial> again;
  private @Nullable TemporalLogin login;

  private TemporalConnection(
      String address,
      String namespace,
      Optional<Supplier<String>> apiKey,
      Optional<TlsMaterial> tls,
      Supplier<TlsMaterial> again) {
    this.address = address;
    this.namespace = namespace;
    this.apiKey = apiKey;
    this.tls = tls;
    this.again = again;
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
    Supplier<TlsMaterial> read =
        () -> stored.tls().orElseGet(() -> TlsMaterial.inFiles(environment));
    TlsMaterial material = read.get();
    boolean implied = apiKey.isPresent() || material.isPresent();
    boolean tls =
        Boolean.parseBoolean(environment.getOrDefault("TEMPORAL_TLS", Boolean.toString(implied)));
    return new TemporalConnection(
        environment.getOrDefault("TEMPORAL_ADDRESS", LOCAL),
        environment.getOrDefault("TEMPORAL_NAMESPACE", "default"),
        apiKey,
        tls ? Optional.of(material) : Optional.empty(),
        read);
  }

  /** Connects lazily: the first call fails if there is no server, or if it does not let us in. */
  public WorkflowClient connect() {
    return client(followed(WorkflowServiceStubs.newServiceStubs(options().build())), namespace);
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
    return client(followed(WorkflowServiceStubs.newServiceStubs(hasty)), namespace);
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
    Optional<ShownPair> shown = login().map(TemporalLogin::shown);
    tls.ifPresent(material -> options.setSslContext(material.context(shown)));
    return options;
  }

  private WorkflowServiceStubs followed(WorkflowServiceStubs stubs) {
    login().ifPresent(one -> one.follow(stubs.getRawChannel()));
    return stubs;
  }

  /**
   * The certificate that is shown on every connection that is made here, if one is.
   *
   * @throws IllegalStateException if it cannot be read; its words hold nothing of it
   */
  public synchronized Optional<TemporalLogin> login() {
    if (login == null && tls.filter(TlsMaterial::isMutual).isPresent()) {
      login =
          new TemporalLogin(
              tls.get().pair(), () -> again.get().pair(), this::letsIn, InstantSource.system());
    }
    return Optional.ofNullable(login);
  }

  /** Whether the server answers who shows this, over a connection of its own. */
  private boolean letsIn(ClientPair pair) {
    WorkflowServiceStubsOptions.Builder alone =
        WorkflowServiceStubsOptions.newBuilder().setTarget(address);
    apiKey.ifPresent(key -> alone.addApiKey(key::get));
    alone.setSslContext(tls.orElseThrow().context(Optional.of(new ShownPair(pair))));
    WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(alone.build());
    try {
      stubs
          .blockingStub()
          .withDeadlineAfter(TRIAL_SECONDS, TimeUnit.SECONDS)
          .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(namespace).build());
      return true;
    } catch (StatusRuntimeException refused) { // its words are the server's
      return false;
    } finally {
      stubs.shutdownNow();
    }
  }

  @Override
  public String toString() {
    return (tls.isPresent() ? "TLS to " : "") + address + ", namespace " + namespace;
  }
}
