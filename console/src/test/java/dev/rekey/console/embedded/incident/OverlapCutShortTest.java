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

/**
 * While both values live, use of the leaked one is seen: it dies at once, on a real database, and
 * whoever moved on to its replacement stays logged in.
 */
@SuppressWarnings("NullAway.Init") // before each
class OverlapCutShortTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Seconds: who is not answered for one may be logged in all the same. */
  private static final int WAIT = 20;

  @TempDir Path folder;

  @AutoClose private ResponderAtWork work;

  @BeforeEach
  void start() {
    work = new ResponderAtWork(folder, Map.of());
  }

  @Test
  void of_two_users_the_leaked_one_is_refused_and_the_other_one_stays() throws Exception {
    work.enrol("orders/db", "--group", "orders");
    cutShort();
    assertThat(work.target.query("SELECT rolname FROM pg_roles WHERE rolcanlogin"))
        .contains("orders_b")
        .doesNotContain("orders_a");
  }

  @Test
  void of_a_single_user_the_sessions_of_the_leaked_value_end_and_those_of_the_new_one_stay()
      throws Exception {
    work.enrol("orders/db", "--single-user", "orders_a", "--accept-outage", "nightly job");
    cutShort();
  }

  private void cutShort() throws SQLException {
    try (Connection thief = work.target.connect("orders_a", ResponderAtWork.ENROLLED)) {
      String incident = work.declare("orders/db", "--mode", "overlap");
      work.server.is("orders/db", "blocked");
      Login next = work.server.current("orders/db");
      try (Connection moved = work.target.connect(next.identity(), next.value().reveal())) {
        assertThat(thief.isValid(WAIT)).as("both live").isTrue();
        work.act(incident, "mode", "--about", "revoke-first");
        String shown = work.awaitShown(incident, "prove: proven refused");
        assertThat(shown).contains("contain: refused and logged out");
        assertThat(thief.isValid(WAIT)).as("who used the leaked one").isFalse();
        assertThat(moved.isValid(WAIT)).as("who moved on").isTrue();
      }
      assertThatThrownBy(() -> work.target.connect("orders_a", ResponderAtWork.ENROLLED).close())
          .isInstanceOf(SQLException.class);
      work.awaitShown(incident, "replaced by version");
      replacedByWhatWasThere(next);
    }
  }

  private void replacedByWhatWasThere(Login next) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(work.server.current("orders/db").value().reveal())
                    .isEqualTo(next.value().reveal()));
    assertThat(work.server.values("orders/db")).as("versions").hasSize(2);
  }
}
