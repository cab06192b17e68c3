package dev.rekey.workflows.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Against an endpoint that speaks as much of Secrets Manager as a reader needs. */
class StoredLoginTest {
  private static final Map<String, String> BOTH =
      Map.of("TEMPORAL_API_KEY_SECRET", "temporal/key", "TEMPORAL_TLS_SECRET", "temporal/tls");

  private final AtomicLong now = new AtomicLong(Duration.ofDays(1).toNanos());
  private final AtomicInteger reads = new AtomicInteger();
  private volatile String answer = "{\"SecretString\": \"first\"}";
  private volatile int status = 200;
  private LambdaEndpoint aws;
  private SecretsManagerClient client;

  @BeforeEach
  void start() throws IOException {
    aws = new LambdaEndpoint(this::answer);
    client =
        SecretsManagerClient.builder()
            .endpointOverride(aws.uri())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .overrideConfiguration(o -> o.retryStrategy(s -> s.maxAttempts(1)))
            .build();
  }

  @AfterEach
  void stop() {
    client.close();
    aws.close();
  }

  @Test
  void the_api_key_is_read_when_it_is_needed_and_again_when_it_may_have_changed() {
    Supplier<String> key = login(BOTH).apiKey().orElseThrow();
    assertThat(reads).hasValue(0);
    assertThat(key.get()).isEqualTo("first");
    answer = "{\"SecretString\": \"second\\n\"}";
    assertThat(key.get()).isEqualTo("first");
    assertThat(reads).hasValue(1);
    now.addAndGet(Duration.ofMinutes(5).toNanos());
    assertThat(key.get()).isEqualTo("second");
  }

  @Test
  void a_known_key_outlives_a_store_that_is_away() {
    Supplier<String> key = login(BOTH).apiKey().orElseThrow();
    assertThat(key.get()).isEqualTo("first");
    status = 500;
    now.addAndGet(Duration.ofHours(1).toNanos());
    assertThat(key.get()).isEqualTo("first");
    assertThat(key.get()).isEqualTo("first");
    assertThat(reads).as("it is not asked on every call").hasValue(2);
  }

  @Test
  void what_cannot_be_read_is_named_by_its_variable_and_not_quoted() {
    status = 400;
    answer = "{\"__type\": \"AccessDeniedException\", \"message\": \"hunter2\"}";
    assertThatThrownBy(() -> login(BOTH).apiKey().orElseThrow().get())
        .hasMessage("TEMPORAL_API_KEY_SECRET: the secret cannot be read")
        .hasNoCause();
    status = 200;
    answer = "{\"SecretString\": \"hunter2\"}";
    assertThatThrownBy(() -> login(BOTH).tls())
        .hasMessage("TEMPORAL_TLS_SECRET: the secret is not JSON")
        .hasNoCause();
    answer =
        "{\"SecretString\": \"{\\\"certificate\\\": \\\"hunter2\\\", \\\"privateKey\\\": \\\"x\\\"}\"}";
    assertThatThrownBy(() -> login(BOTH).tls().orElseThrow().context())
        .message()
        .doesNotContain("hunter2");
  }

  @Test
  void without_secrets_nothing_is_asked() {
    assertThat(login(Map.of()).apiKey()).isEmpty();
    assertThat(login(Map.of()).tls()).isEmpty();
    assertThat(reads).hasValue(0);
  }

  @Test
  void a_stored_key_switches_tls_on_and_is_not_shown() {
    assertThat(
            TemporalConnection.fromEnvironment(
                Map.of("TEMPORAL_ADDRESS", "cloud:7233"),
                login(Map.of("TEMPORAL_API_KEY_SECRET", "temporal/key"))))
        .hasToString("TLS to cloud:7233, namespace default");
  }

  private StoredLogin login(Map<String, String> environment) {
    return new StoredLogin(environment, () -> client, now::get);
  }

  private void answer(HttpExchange exchange, byte[] payload) throws IOException {
    reads.incrementAndGet();
    byte[] body = answer.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
