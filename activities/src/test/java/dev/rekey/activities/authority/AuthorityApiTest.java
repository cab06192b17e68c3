package dev.rekey.activities.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.AuthorityApi.Answer;
import dev.rekey.activities.http.Post;
import dev.rekey.activities.testing.Programs;
import dev.rekey.model.FailureCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of the answers of an authority's server, of which no word goes further. */
class AuthorityApiTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final String WORDS = "hunter2 is not the token";

  private final HttpServer server = none();
  private int status = 200;
  private String body = WORDS;
  private String retryAfter = "";

  private static HttpServer none() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void start() {
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      if (!retryAfter.isEmpty()) {
        exchange.getResponseHeaders().add("Retry-After", retryAfter);
      }
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private Answer ask(int port) {
    Post http = new Post(Duration.ofSeconds(10));
    return new AuthorityApi("the authority", "http://127.0.0.1:" + port, http, () -> NOW)
        .ask("POST", "/sign", Map.of("csr", "x"), Map.of());
  }

  private Answer answer(int with) {
    status = with;
    return ask(server.getAddress().getPort());
  }

  private StepFailedException failed(int with) {
    StepFailedException failure =
        catchThrowableOfType(StepFailedException.class, () -> answer(with));
    assertThat(failure.reason()).startsWith("the authority ").doesNotContain("hunter2");
    return failure;
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 400, 401, 403, 404})
  void a_yes_and_a_no_are_answers(int answered) {
    assertThat(answer(answered).good()).isEqualTo(answered < 300);
    body = "{\"errors\": [\"not allowed\"]}";
    assertThat(answer(answered).says("not allowed")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 307, 408, 412, 472, 473, 500, 502, 503, 504})
  void whatever_is_neither_leaves_open_what_happened(int answered) {
    assertThat(failed(answered).code()).isEqualTo(FailureCode.TARGET_UNAVAILABLE);
  }

  @Test
  void one_that_is_sealed_says_what_to_do() {
    body = "{\"errors\": [\"Vault is sealed\"]}";
    assertThat(failed(503).reason()).contains("somebody must unseal it");
  }

  @Test
  void too_many_calls_are_throttled_with_the_time_until_when_if_it_is_told() {
    assertThat(failed(429).code()).isEqualTo(FailureCode.THROTTLED);
    retryAfter = "90";
    assertThat(failed(429).reason()).contains("2026-11-23T03:01:30Z");
    retryAfter = WORDS;
    assertThat(failed(429).reason()).contains("for now");
  }

  @Test
  void nobody_at_the_address_leaves_open_what_happened() {
    StepFailedException failure =
        catchThrowableOfType(StepFailedException.class, () -> ask(Programs.freePort()));
    assertThat(failure.code()).isEqualTo(FailureCode.TARGET_UNAVAILABLE);
  }
}
