package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.Trial;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.activities.testing.PostgresServer;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.PostgresUser;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** F6 and F9 on a real streaming replica whose replay can be held. */
@SuppressWarnings("NullAway.Init") // before all
class ReplicaTest extends PostgresSuite {
  private PostgresServer replica;

  @BeforeAll
  void copy() {
    replica = server.replica();
  }

  @AfterAll
  void stopCopy() {
    replica.close();
  }

  @BeforeEach
  void caughtUp() {
    await()
        .until(
            () ->
                replica
                    .query(
                        "SELECT 1 FROM pg_roles WHERE rolname = '" + app.rotator().identity() + "'")
                    .equals(List.of("1")));
    await()
        .until(() -> verdicts(app.current()).equals(List.of(Verdict.ACCEPTED, Verdict.ACCEPTED)));
  }

  private PostgresUser both() {
    return app.spec(server.endpoint(), replica.endpoint(true));
  }

  private List<Verdict> verdicts(Login login) {
    return target.tryOut(both(), login).stream().map(Trial::verdict).toList();
  }

  @Test
  void
      f06_a_replica_that_lags_refuses_the_new_login_and_lets_the_old_one_in_until_it_has_caught_up() {
    await()
        .until(() -> failure(() -> target.validate(both(), app.rotator(), app.current())) == null);
    replica.sql("SELECT pg_wal_replay_pause()");
    Login pending = target.next(both(), app.current());
    Instant since = target.install(both(), app.rotator(), pending, app.current());
    assertThat(verdicts(pending)).containsExactly(Verdict.ACCEPTED, Verdict.REFUSED);
    assertThat(target.revoke(both(), app.rotator(), app.current(), since, false)).isEmpty();
    assertThat(verdicts(app.current())).containsExactly(Verdict.REFUSED, Verdict.ACCEPTED);
    replica.sql("SELECT pg_wal_replay_resume()");
    await().until(() -> verdicts(pending).equals(List.of(Verdict.ACCEPTED, Verdict.ACCEPTED)));
    await().until(() -> verdicts(app.current()).equals(List.of(Verdict.REFUSED, Verdict.REFUSED)));
  }

  @Test
  void f14_a_replica_that_lags_is_spared_and_one_that_revokes_is_not() {
    replica.sql("SELECT pg_wal_replay_pause()");
    Login pending = target.next(both(), app.current());
    Instant since = target.install(both(), app.rotator(), pending, app.current());
    for (int i = 0; i < 20; i++) {
      assertThat(verdicts(pending)).containsExactly(Verdict.ACCEPTED, Verdict.REFUSED);
    }
    await().untilAsserted(() -> assertThat(refusals(replica, pending)).isBetween(1, 3));
    replica.sql("SELECT pg_wal_replay_resume()");
    assertThat(target.revoke(both(), app.rotator(), app.current(), since, false)).isEmpty();
    await().until(() -> verdicts(app.current()).equals(List.of(Verdict.REFUSED, Verdict.REFUSED)));
    int before = refusals(server, app.current());
    assertThat(verdicts(app.current())).containsExactly(Verdict.REFUSED, Verdict.REFUSED);
    await()
        .untilAsserted(
            () ->
                assertThat(refusals(server, app.current()))
                    .as("a proof is asked for")
                    .isGreaterThan(before));
  }

  private static int refusals(PostgresServer where, Login login) {
    String user = "\"" + login.identity() + "\"";
    return (int)
        where
            .log()
            .lines()
            .filter(line -> line.contains("FATAL:  ") && line.contains(user))
            .filter(line -> line.contains("authentication failed") || line.contains("log in"))
            .count();
  }

  @Test
  void a_session_on_a_replica_holds_revoke_back_and_is_ended_when_forced() throws Exception {
    Login pending = target.next(both(), app.current());
    Instant since = target.install(both(), app.rotator(), pending, app.current());
    try (var session = replica.connect(app.current().identity(), app.current().value().reveal())) {
      assertThat(target.sessions(both(), app.rotator(), app.current(), since)).hasSize(1);
      assertThat(target.revoke(both(), app.rotator(), app.current(), since, false)).hasSize(1);
      assertThat(verdicts(app.current())).containsExactly(Verdict.ACCEPTED, Verdict.ACCEPTED);
      assertThat(target.revoke(both(), app.rotator(), app.current(), since, true)).isEmpty();
      assertThat(session.isValid(2)).isFalse();
    }
  }

  @Test
  void a_replica_named_as_primary_is_told_and_changes_nothing() {
    PostgresUser swapped = app.spec(replica.endpoint(false));
    assertThat(failure(() -> target.validate(swapped, app.rotator(), app.current())).code())
        .isEqualTo(FailureCode.BAD_REQUEST);
    Login pending = target.next(swapped, app.current());
    assertThat(failure(() -> target.install(swapped, app.rotator(), pending, app.current())).code())
        .isEqualTo(FailureCode.TARGET_UNAVAILABLE);
  }

  @Test
  void a_primary_named_as_replica_is_told() {
    PostgresUser twice =
        app.spec(
            server.endpoint(),
            new dev.rekey.model.credential.PostgresEndpoint(
                "localhost", server.port(), "postgres", true, java.util.Optional.empty()));
    assertThat(failure(() -> target.validate(twice, app.rotator(), app.current())).code())
        .isEqualTo(FailureCode.BAD_REQUEST);
  }
}
