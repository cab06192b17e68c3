package dev.rekey.console.embedded.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.Wire;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S14: who used an account that several share, and is on no list. */
@SuppressWarnings("NullAway.Init") // before each
class SharedAccountTest {
  @TempDir Path folder;

  @AutoClose private ResponderAtWork work;

  @BeforeEach
  void start() {
    work = new ResponderAtWork(folder, Map.of());
    work.enrol("orders/db", "--group", "orders");
  }

  @Test
  void an_unlisted_workload_is_seen_by_its_session_and_helped_without_the_leaked_value()
      throws Exception {
    work.server.rekey(
        0, "consumer", "add", "orders-web", "--credential", "orders/db", "--owner", "erin");
    String incident;
    try (Connection night = work.target.connect("orders_a", ResponderAtWork.ENROLLED)) {
      incident = work.declare("orders/db");
      assertThat(work.awaitShown(incident, "are no registered consumers"))
          .contains("1 used it and are no registered consumers")
          .contains("it stops [orders-web]");
      assertThat(night.isValid(1)).as("it was thrown out").isFalse();
    }
    work.awaitShown(incident, "replaced by version");
    assertThat(work.server.rekey(0, "incident", "report", incident))
        .contains("| orders-web | orders/db |", "| not back yet | nobody was asked: the runbook")
        .contains("cut off: orders-web, by the refusal of orders/db");
    assertThatThrownBy(() -> work.target.connect("orders_a", ResponderAtWork.ENROLLED).close())
        .isInstanceOf(SQLException.class);
    String token =
        work.server
            .tried("consumer", "add", "night", "--credential", "orders/db", "--owner", "erin")
            .lines()
            .findFirst()
            .orElseThrow();
    var login = Wire.mapper().readTree(pulled(token));
    try (Connection served =
        work.target.connect(login.path("identity").asText(), login.path("value").asText())) {
      assertThat(served.isValid(1)).isTrue();
    }
  }

  private String pulled(String token) throws Exception {
    URI door = work.server.runtime.url().resolve("/v1/consumption");
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(door).header("Authorization", "Bearer " + token).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      return answer.body();
    }
  }
}
