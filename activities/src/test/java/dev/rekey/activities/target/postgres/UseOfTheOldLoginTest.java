package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.rotation.UserOfOld.OpenSession;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** F8 and F16: whoever uses the old login is seen, whatever they call themselves. */
class UseOfTheOldLoginTest extends PostgresSuite {
  @SuppressWarnings("NullAway.Init") // before each
  private PostgresUser spec;

  private Instant since = Instant.EPOCH;

  @BeforeEach
  void install() {
    spec = app.spec(server.endpoint());
    Login pending = target.next(spec, app.current());
    since = target.install(spec, app.rotator(), pending, app.current());
  }

  @Test
  void f08_a_client_that_calls_itself_rekey_is_seen() throws Exception {
    try (var session = server.connect(app.current().identity(), app.current().value().reveal())) {
      session.createStatement().execute("SET application_name = 'rekey'");
      assertThat(target.revoke(spec, app.rotator(), app.current(), since, false))
          .extracting(OpenSession::application)
          .containsExactly("rekey");
    }
  }

  @Test
  void a_prepared_transaction_holds_revoke_back_but_not_a_forced_one() throws Exception {
    try (var session = server.connect(app.current().identity(), app.current().value().reveal())) {
      session
          .createStatement()
          .execute(
              "SET ROLE NONE; BEGIN; SELECT 1; PREPARE TRANSACTION 'left-" + app.group() + "'");
    }
    assertThat(target.revoke(spec, app.rotator(), app.current(), since, false))
        .extracting(OpenSession::application)
        .contains("prepared transaction left-" + app.group());
    assertThat(target.revoke(spec, app.rotator(), app.current(), since, true)).isEmpty();
    assertThat(target.tryOut(spec, app.current()).getFirst().verdict()).isEqualTo(Verdict.REFUSED);
    server.sql("ROLLBACK PREPARED 'left-" + app.group() + "'");
  }

  @Test
  void an_absent_role_is_refused_already() {
    server.sql("DROP ROLE " + app.current().identity());
    assertThat(target.revoke(spec, app.rotator(), app.current(), since, false)).isEmpty();
    assertThat(target.revoke(spec, app.rotator(), app.current(), since, true)).isEmpty();
  }

  /** F13: the database was restored to a time before the user was made. */
  @Test
  void f13_a_login_whose_role_is_gone_is_made_again() {
    Login pending = target.next(spec, app.current());
    server.sql("DROP ROLE IF EXISTS " + pending.identity());
    target.reinstate(spec, app.rotator(), pending);
    assertThat(target.tryOut(spec, pending).getFirst().verdict()).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void an_idle_user_whose_validity_ended_is_valid_again() {
    Login pending = target.next(spec, app.current());
    server.sql("ALTER ROLE " + pending.identity() + " VALID UNTIL '2001-01-01'");
    target.install(spec, app.rotator(), pending, app.current());
    assertThat(target.tryOut(spec, pending).getFirst().verdict()).isEqualTo(Verdict.ACCEPTED);
  }
}
