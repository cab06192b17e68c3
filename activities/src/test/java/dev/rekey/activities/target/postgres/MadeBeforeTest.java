package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.testing.PostgresServer;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.rotation.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Where PostgreSQL knows when something was made, it shows who had a role before it leaked. */
class MadeBeforeTest {
  @AutoClose
  private final PostgresServer server =
      PostgresServer.start(Map.of("track_commit_timestamp", "on"));

  private final PostgresTarget target = new PostgresTarget(4096, Duration.ofSeconds(2));

  @Test
  void what_it_made_in_the_two_weeks_before_is_told_and_what_rotators_make_is_not() {
    Enrolled app = Enrolled.at(server, "app");
    String role = app.group() + "_a";
    server.sql(
        "CREATE ROLE other IN ROLE " + role,
        "CREATE FUNCTION back() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "ALTER FUNCTION back() OWNER TO " + role);
    PostgresUser spec = app.spec(server.endpoint());
    Instant soon = Instant.now().plusSeconds(60);
    assertThat(target.reach(spec, app.rotator(), soon).earlier())
        .extracting(Fact::what)
        .containsExactly("function: public.back()");
    assertThat(target.hunt(spec, app.rotator(), soon)).as("nothing since then").isEmpty();
    assertThat(target.hunt(spec, app.rotator(), Instant.EPOCH))
        .extracting(Finding::identity)
        .contains("public.back()", "other");
    assertThat(target.reach(spec, app.rotator(), soon.plus(Duration.ofDays(30))).earlier())
        .as("too long before")
        .isEmpty();
    assertThat(target.reach(spec, app.rotator(), Instant.EPOCH).earlier()).isEmpty();
  }
}
