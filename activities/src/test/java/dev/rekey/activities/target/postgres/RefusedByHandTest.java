package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.Deed;
import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.activities.testing.PostgresServer;
import dev.rekey.model.credential.OutageAcceptance;
import dev.rekey.model.credential.PostgresStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** S11: a responder was there before Rekey. */
class RefusedByHandTest {
  @AutoClose private final PostgresServer server = PostgresServer.start();
  @AutoClose private final PostgresTarget target = new PostgresTarget(4096, Duration.ofSeconds(2));

  private final Enrolled app = Enrolled.at(server, "hand");

  @Test
  void a_single_user_who_was_refused_is_recognised_and_gets_its_password_all_the_same() {
    String user = app.group() + "_a";
    server.sql("ALTER ROLE " + user + " NOLOGIN");
    PostgresStrategy alone =
        new PostgresStrategy.SingleUser(
            user, new OutageAcceptance("erin", Instant.EPOCH, "nightly"));
    assertThat(
            target
                .together()
                .contain(
                    app.rotator(),
                    List.of(
                        new Suspect<>(Enrolled.spec(alone, server.endpoint()), Optional.empty())))
                .getFirst()
                .orThrow())
        .filteredOn(deed -> deed.by() != Deed.By.NOBODY)
        .containsExactly(
            Deed.found(
                "role " + user + " was refused already, and got a password that nobody knows"));
  }
}
