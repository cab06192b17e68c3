package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.rekey.activities.Deed;
import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.activities.testing.PostgresServer;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.Living;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What acts as a leaked role without being anybody's session. */
@Timeout(120)
@SuppressWarnings("NullAway.Init") // before each
class OtherBackEndsTest {
  private final PostgresTarget target = new PostgresTarget(4096, Duration.ofSeconds(2));
  private PostgresServer server;
  private Enrolled app;

  @BeforeEach
  void start() {
    server =
        PostgresServer.start(Map.of("wal_level", "logical", "wal_retrieve_retry_interval", "100"));
    app = Enrolled.at(server, "back");
  }

  @AfterEach
  void stop() {
    target.close();
    server.close();
  }

  private String role() {
    return app.group() + "_a";
  }

  private Suspect<PostgresUser> suspect() {
    return new Suspect<>(app.spec(server.endpoint()), Optional.empty());
  }

  private List<Living> living() {
    return target.together().living(app.rotator(), List.of(suspect())).getFirst().orThrow();
  }

  private List<Deed> contain() {
    return target.together().contain(app.rotator(), List.of(suspect())).getFirst().orThrow();
  }

  private long failedStarts() {
    return server
        .log()
        .lines()
        .filter(line -> line.contains("\"" + role() + "\" is not permitted to log in"))
        .count();
  }

  @Test
  void the_worker_of_a_subscription_that_it_owns_is_ended_and_cannot_start_again() {
    server.sql(
        "GRANT CREATE ON DATABASE postgres TO " + role(),
        "CREATE PUBLICATION p",
        "SELECT pg_create_logical_replication_slot('s', 'pgoutput')",
        "CREATE SUBSCRIPTION sub CONNECTION 'host=127.0.0.1 port=%d user=postgres password=%s'"
                .formatted(server.port(), PostgresServer.PASSWORD)
            + " PUBLICATION p WITH (create_slot = false, slot_name = 's', enabled = false)",
        "ALTER SUBSCRIPTION sub OWNER TO " + role(),
        "ALTER SUBSCRIPTION sub ENABLE");
    await().until(() -> living().stream().anyMatch(it -> it.what().equals("session")));
    assertThat(contain()).extracting(Deed::what).anyMatch(it -> it.startsWith("ended: "));
    await().until(() -> failedStarts() > 0);
    assertThat(living()).isEmpty();
    assertThat(target.hunt(suspect(), app.rotator(), Instant.EPOCH))
        .extracting(Finding::what, Finding::identity)
        .contains(tuple("subscription", "sub"));
  }

  @Test
  void what_one_of_its_sessions_locked_for_others_to_wait_on_is_free_again() throws Exception {
    try (Connection thief = server.connect(role(), Enrolled.PLANTED);
        Statement statement = thief.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(4711)");
      contain();
      assertThat(thief.isValid(5)).isFalse();
    }
    assertThat(server.query("SELECT pg_try_advisory_lock(4711)")).containsExactly("t");
  }
}
