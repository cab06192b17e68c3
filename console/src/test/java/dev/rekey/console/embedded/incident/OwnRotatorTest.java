package dev.rekey.console.embedded.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rekey.activities.secret.Login;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The login by which Rekey itself rotates leaked, and what it rotates, on a real database. */
@SuppressWarnings("NullAway.Init") // before each
class OwnRotatorTest {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String ROTATOR = "orders/rotator";
  private static final String SERVED = "orders/db";

  @TempDir Path folder;

  @AutoClose private ResponderAtWork work;

  @BeforeEach
  void start() throws Exception {
    work = new ResponderAtWork(folder, Map.of());
    work.enrolRotator(ROTATOR);
    work.enrol(SERVED, "--group", "orders", "--rotator-secret", ROTATOR);
  }

  @Test
  void it_is_refused_after_what_it_rotates_and_both_are_replaced_and_work() throws Exception {
    Login leaked = work.server.current(ROTATOR);
    String incident;
    try (Connection thief = login(leaked)) {
      incident = work.declare(ROTATOR, "--mode", "revoke-first", SERVED);
      await().atMost(PATIENCE).until(() -> replaced(incident) == 2);
      assertThat(thief.isValid(20)).as("who used the leaked one").isFalse();
    }
    assertThatThrownBy(() -> login(leaked).close()).isInstanceOf(SQLException.class);
    for (String secret : new String[] {ROTATOR, SERVED}) {
      try (Connection next = login(work.server.current(secret))) {
        assertThat(next.isValid(20)).as(secret).isTrue();
      }
    }
    String log = work.target.log();
    assertThat(log.indexOf("ALTER ROLE \"orders_a\" NOLOGIN"))
        .isPositive()
        .isLessThan(log.indexOf("ALTER ROLE \"rotator\" NOLOGIN"));
    assertThat(work.server.tried("incident", "show", incident)).contains("Rekey itself acts by it");
  }

  private long replaced(String incident) {
    return work.server
        .tried("incident", "show", incident)
        .lines()
        .filter(line -> line.contains("replaced by version"))
        .count();
  }

  private Connection login(Login login) throws SQLException {
    return work.target.connect(login.identity(), login.value().reveal());
  }
}
