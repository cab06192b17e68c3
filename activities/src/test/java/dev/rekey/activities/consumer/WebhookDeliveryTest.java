package dev.rekey.activities.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.activities.http.Signature;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.testing.InMemorySecretStore;
import dev.rekey.model.FailureCode;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookDeliveryTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final VersionId VERSION = new VersionId("00000000-0000-0000-0000-000000000002");
  private static final SecretId SIGNING = new SecretId("web/signing");
  private static final SecretValue KEY = SecretValue.of("planted-signing-key");

  private final InMemorySecretStore store = new InMemorySecretStore();
  private final WebhookDelivery webhooks =
      new WebhookDelivery(store, () -> NOW, Duration.ofSeconds(1));
  private HttpServer server;
  private Answering answering = Answering::honestly;
  private String asked = "";

  @BeforeEach
  void listen() throws IOException {
    store.create(SIGNING, VERSION, new Login("web", KEY));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/rekey", this::handle);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void a_signed_acknowledgement_counts_and_the_value_is_never_sent() throws IOException {
    assertThat(webhooks.deliver(consumer(), VERSION)).isTrue();
    JsonNode question = Wire.mapper().readTree(asked);
    assertThat(question.get("version").asText()).isEqualTo(VERSION.value());
    assertThat(question.get("secret").asText()).isEqualTo("orders/db");
    assertThat(question.get("consumer").asText()).isEqualTo("web");
    assertThat(question.get("time").asText()).isEqualTo("2026-11-23T03:00:00Z");
    assertThat(question.size()).isEqualTo(5);
  }

  @Test
  void a_consumer_may_say_not_yet() {
    answering = call -> call.sign(call.body(VERSION, call.nonce(), false), KEY, NOW);
    assertThat(webhooks.deliver(consumer(), VERSION)).isFalse();
  }

  @Test
  void every_question_has_a_nonce_of_its_own() {
    webhooks.deliver(consumer(), VERSION);
    String first = asked;
    webhooks.deliver(consumer(), VERSION);
    assertThat(asked).isNotEqualTo(first);
  }

  @Test
  void an_unsigned_acknowledgement_never_counts() {
    answering = call -> call.send(200, call.body(VERSION, call.nonce(), true));
    unreachable("not signed");
  }

  @Test
  void an_acknowledgement_under_another_key_never_counts() {
    SecretValue other = SecretValue.of("another-signing-key");
    answering = call -> call.sign(call.body(VERSION, call.nonce(), true), other, NOW);
    unreachable("not signed");
  }

  @Test
  void a_stale_acknowledgement_never_counts() {
    Instant stale = NOW.minus(Duration.ofSeconds(301));
    answering = call -> call.sign(call.body(VERSION, call.nonce(), true), KEY, stale);
    unreachable("not signed");
  }

  @Test
  void an_acknowledgement_of_another_version_or_question_never_counts() {
    VersionId other = new VersionId("00000000-0000-0000-0000-000000000009");
    answering = call -> call.sign(call.body(other, call.nonce(), true), KEY, NOW);
    unreachable("something else");
    answering = call -> call.sign(call.body(VERSION, "another-nonce", true), KEY, NOW);
    unreachable("something else");
    answering = call -> call.sign("{}", KEY, NOW);
    unreachable("something else");
    answering = call -> call.sign("planted", KEY, NOW);
    unreachable("cannot be read");
  }

  @Test
  void a_redirect_or_an_error_never_counts() {
    answering = call -> call.send(302, "");
    unreachable("HTTP status 302");
    answering = call -> call.send(500, "planted");
    unreachable("HTTP status 500");
  }

  @Test
  void silence_never_counts() {
    answering = call -> {};
    unreachable("did not answer within 1 s");
  }

  @Test
  void a_server_that_is_gone_is_unreachable() {
    URI url = consumer().url();
    server.stop(0);
    unreachable(url, "could not be reached");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://web.example.com/rekey",
        "http://127.0.0.1.example.com/rekey",
        "http://localhost@example.com/",
        "ftp://localhost/",
        "file:///rekey",
        "https:/rekey",
        "mailto:ann"
      })
  void only_https_leaves_the_machine(String url) {
    unreachable(URI.create(url), "not https");
    Deliveries deliveries = new Deliveries(DeliveryPermissions.NONE, store, () -> NOW);
    assertThatThrownBy(() -> deliveries.check(consumer(URI.create(url))))
        .hasMessageContaining("not https");
  }

  private void handle(HttpExchange exchange) throws IOException {
    asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String signature = exchange.getRequestHeaders().getFirst(Signature.HEADER);
    assertThat(Signature.isGood(signature, KEY, NOW, asked)).isTrue();
    answering.answer(new Call(exchange, Wire.mapper().readTree(asked).get("nonce").asText()));
  }

  private Consumer.Webhook consumer() {
    return consumer(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/rekey"));
  }

  private static Consumer.Webhook consumer(URI url) {
    return new Consumer.Webhook(
        new ConsumerId("web"), new SecretId("orders/db"), "ann", url, SIGNING);
  }

  private void unreachable(String why) {
    unreachable(consumer().url(), why);
  }

  private void unreachable(URI url, String why) {
    assertThatThrownBy(() -> webhooks.deliver(consumer(url), VERSION))
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.CONSUMER_UNREACHABLE))
        .hasMessageContaining(why)
        .hasMessageNotContaining("planted");
  }

  private interface Answering {
    void answer(Call call) throws IOException;

    static void honestly(Call call) throws IOException {
      call.sign(call.body(VERSION, call.nonce(), true), KEY, NOW);
    }
  }

  private record Call(HttpExchange exchange, String nonce) {
    String body(VersionId version, String saidNonce, boolean acknowledged) {
      return "{\"version\":\"%s\",\"nonce\":\"%s\",\"acknowledged\":%s}"
          .formatted(version, saidNonce, acknowledged);
    }

    void sign(String body, SecretValue key, Instant at) throws IOException {
      exchange
          .getResponseHeaders()
          .set(Signature.HEADER, Signature.of(key, at, nonce + "." + body));
      send(200, body);
    }

    void send(int status, String body) throws IOException {
      exchange.getResponseHeaders().set("Location", "/elsewhere");
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    }
  }
}
