package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.PostgresStrategy;
import org.junit.jupiter.api.Test;

/** Two users in turn. */
class AlternatingUsersTest extends PostgresContract {
  @Override
  PostgresStrategy strategy() {
    return PostgresStrategy.AlternatingUsers.of(group);
  }

  @Test
  void an_idle_user_that_somebody_uses_is_not_re_keyed() throws Exception {
    Login first = target.next(spec(), current());
    target.install(spec(), rotator, first, current());
    try (AutoCloseable session = session(first)) {
      Login second = target.next(spec(), current());
      assertThat(failure(() -> target.install(spec(), rotator, second, current())))
          .isEqualTo("IDLE_USER_IN_USE");
      assertThat(alive(session)).isTrue();
    }
  }

  @Test
  void a_new_user_takes_over_the_settings_of_the_current_one() throws Exception {
    Login pending = target.next(spec(), current());
    target.install(spec(), rotator, pending, current());
    try (var session = server.connect(pending.identity(), pending.value().reveal());
        var rows =
            session
                .createStatement()
                .executeQuery("SELECT current_user, current_setting('search_path')")) {
      rows.next();
      assertThat(rows.getString(1)).isEqualTo(group);
      assertThat(rows.getString(2)).isEqualTo("\"$user\", public, \"odd, one\"");
    }
  }

  @Test
  void no_password_reaches_the_log() {
    Login pending = target.next(spec(), current());
    target.install(spec(), rotator, pending, current());
    target.tryOut(spec(), pending);
    assertThat(server.log())
        .contains("ALTER ROLE", "SCRAM-SHA-256$4096:")
        .doesNotContain(pending.value().reveal());
  }

  @Test
  void the_live_login_is_not_re_keyed() {
    Login other = new Login(current().identity(), target.next(spec(), current()).value());
    assertThat(failure(() -> target.install(spec(), rotator, other, current())))
        .isEqualTo("BAD_REQUEST");
    assertThat(target.tryOut(spec(), current()).getFirst().verdict())
        .isEqualTo(dev.rekey.activities.target.Trial.Verdict.ACCEPTED);
  }
}
