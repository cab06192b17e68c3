package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.Deed;
import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.activities.testing.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A leaked role that ends Rekey's sessions as fast as Rekey opens them. */
@Timeout(120)
class SessionEnderTest {
  private static final int ATTACKERS = 2;

  private final AtomicBoolean over = new AtomicBoolean();
  private final CountDownLatch ready = new CountDownLatch(ATTACKERS);

  /** Until it is not let in any more; it comes back as often as it is thrown out. */
  private void attack(PostgresServer server, Enrolled app) {
    String end =
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '"
            + app.rotator().identity()
            + "'";
    while (!over.get()) {
      try (Connection session = server.connect(app.group() + "_a", Enrolled.PLANTED);
          Statement statement = session.createStatement()) {
        statement.execute("SET ROLE pg_signal_backend");
        ready.countDown();
        while (!over.get()) {
          statement.execute(end);
        }
      } catch (SQLException thrownOut) {
        over.compareAndSet(false, "28000".equals(thrownOut.getSQLState()));
      }
    }
  }

  @Test
  void who_ends_rekeys_sessions_is_logged_out_by_the_first_words_of_one_and_refused()
      throws Exception {
    PostgresTarget target = new PostgresTarget(4096, Duration.ofSeconds(2));
    try (PostgresServer server = PostgresServer.start()) {
      Enrolled app = Enrolled.at(server, "ender");
      server.sql("GRANT pg_signal_backend TO " + app.group() + "_a");
      List<Thread> attackers = new ArrayList<>();
      for (int i = 0; i < ATTACKERS; i++) {
        attackers.add(Thread.ofPlatform().start(() -> attack(server, app)));
      }
      ready.await();
      List<Deed> deeds =
          target
              .together()
              .contain(
                  app.rotator(),
                  List.of(new Suspect<>(app.spec(server.endpoint()), Optional.empty())))
              .getFirst()
              .orThrow();
      for (Thread attacker : attackers) {
        attacker.join();
      }
      assertThat(deeds).extracting(Deed::what).contains("role " + app.group() + "_a refused");
      assertThat(server.query("SELECT count(*) FROM pg_stat_activity WHERE usename LIKE '%_a'"))
          .containsExactly("0");
    } finally {
      over.set(true);
      target.close();
    }
  }
}
