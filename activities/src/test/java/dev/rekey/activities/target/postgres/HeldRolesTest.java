package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rekey.activities.Deed;
import dev.rekey.activities.target.Outcome;
import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.activities.testing.PostgresServer;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A role that somebody else holds locked, so that its refusal waits in line. */
@Timeout(120)
class HeldRolesTest extends PostgresSuite {
  private String role() {
    return app.group() + "_a";
  }

  private Outcome<List<Deed>> contain() {
    return target
        .together()
        .contain(
            app.rotator(), List.of(new Suspect<>(app.spec(server.endpoint()), Optional.empty())))
        .getFirst();
  }

  /** Who waits for the lock, while another session of the rotator tells sessions to end. */
  private boolean breakTheWait() {
    return !server
        .query(
            """
            SELECT pg_terminate_backend(one.pid) FROM pg_stat_activity one
            WHERE one.usename = '/* rotator */' AND one.wait_event_type = 'Lock'
              AND EXISTS (SELECT FROM pg_stat_activity other WHERE other.usename = one.usename
                AND other.pid <> one.pid AND other.query LIKE '%pg_sleep(0.02)%')"""
                .replace("/* rotator */", app.rotator().identity()))
        .isEmpty();
  }

  private boolean mayLogIn() {
    String may = "SELECT rolcanlogin FROM pg_roles WHERE rolname = '" + role() + "'";
    return server.query(may).equals(List.of("t"));
  }

  @Test
  void who_could_not_be_refused_because_the_wait_broke_is_not_told_to_be() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Connection holder = server.connect("postgres", PostgresServer.PASSWORD);
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("ALTER ROLE " + role() + " CONNECTION LIMIT 6");
      Future<Outcome<List<Deed>>> contained = threads.submit(this::contain);
      await().pollInterval(Duration.ofMillis(20)).until(this::breakTheWait);
      assertThat(contained.get())
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> assertThat(failed.failure().code().retryable()).isTrue());
      assertThat(mayLogIn()).isTrue();
      holder.rollback();
    }
    assertThat(contain()).isInstanceOf(Outcome.Done.class);
    assertThat(mayLogIn()).isFalse();
  }
}
