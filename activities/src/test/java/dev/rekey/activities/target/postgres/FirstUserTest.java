package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Making the first of two users: whatever can be known before is said before. */
class FirstUserTest extends PostgresSuite {
  private static final String ROLES =
      """
      SELECT concat_ws(' ', r.*, (SELECT array_agg(m.* ORDER BY m.oid) FROM pg_auth_members m
        WHERE m.member = r.oid OR m.roleid = r.oid)) FROM pg_roles r ORDER BY rolname""";

  /** With users %_x and %_y, of whom neither is there. */
  private PostgresUser spec() {
    String group = app.group();
    var users = new PostgresStrategy.AlternatingUsers(group, group + "_x", group + "_y");
    return Enrolled.spec(users, server.endpoint());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "REVOKE % FROM rotator_% | PERMISSION_DENIED | WITH ADMIN TRUE",
        "REVOKE pg_signal_backend FROM rotator_% | PERMISSION_DENIED | GRANT pg_signal_backend",
        "ALTER ROLE rotator_% NOCREATEROLE | PERMISSION_DENIED | CREATEROLE",
        "ALTER ROLE % SUPERUSER | PERMISSION_DENIED | superuser",
        "CREATE ROLE %_x LOGIN IN ROLE % | PERMISSION_DENIED | WITH ADMIN TRUE",
        "CREATE ROLE %_x LOGIN SUPERUSER | PERMISSION_DENIED | superuser",
        "CREATE ROLE %_y LOGIN SUPERUSER | PERMISSION_DENIED | superuser",
        "CREATE ROLE %_y; GRANT %_y TO rotator_% WITH ADMIN TRUE; GRANT pg_monitor TO %_y"
            + " | GRANTS_DIFFER | membership in pg_monitor",
        "CREATE ROLE %_x; GRANT %_x TO rotator_% WITH ADMIN TRUE; GRANT pg_monitor TO %_x"
            + " | GRANTS_DIFFER | membership in pg_monitor",
        "CREATE ROLE %_x LOGIN IN ROLE %; GRANT %_x TO rotator_% WITH ADMIN TRUE"
            + " | BAD_REQUEST | exists already"
      })
  void what_would_fail_is_said_and_nothing_is_changed(
      String before, FailureCode code, String said) {
    server.sql(before.replace("%", app.group()));
    List<String> roles = server.query(ROLES);
    StepFailedException failure =
        failure(() -> target.validateNew(spec(), app.rotator(), Optional.empty()));
    assertThat(failure).isNotNull();
    assertThat(failure.code()).as(failure.reason()).isEqualTo(code);
    assertThat(failure.reason()).contains(said);
    assertThat(server.query(ROLES)).isEqualTo(roles);
  }

  @Test
  void a_group_that_is_missing_is_not_found() {
    var users = new PostgresStrategy.AlternatingUsers("missing", "missing_a", "missing_b");
    PostgresUser spec = Enrolled.spec(users, server.endpoint());
    StepFailedException failure =
        failure(() -> target.validateNew(spec, app.rotator(), Optional.empty()));
    assertThat(failure.code()).isEqualTo(FailureCode.NOT_FOUND);
    assertThat(failure.reason()).contains("has no role missing");
  }

  @Test
  void what_a_crashed_enrolment_made_is_no_obstacle_and_can_be_taken_back() {
    PostgresUser spec = spec();
    List<String> roles = server.query(ROLES);
    target.validateNew(spec, app.rotator(), Optional.empty());
    Login elder = new Login(app.group() + "_y", SecretValue.of("x"));
    Login newborn = target.next(spec, elder);
    target.install(spec, app.rotator(), newborn, elder);
    target.validateNew(spec, app.rotator(), Optional.of(newborn));
    assertThat(failure(() -> target.validateNew(spec, app.rotator(), Optional.empty())))
        .isNotNull();
    Login other = target.next(spec, elder);
    assertThat(failure(() -> target.validateNew(spec, app.rotator(), Optional.of(other))))
        .isNotNull();
    target.unmake(spec, app.rotator(), newborn);
    target.unmake(spec, app.rotator(), newborn);
    assertThat(target.tryOut(spec, newborn).getFirst().verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(server.query(ROLES)).isEqualTo(roles);
  }

  @Test
  void no_role_but_the_credentials_own_is_unmade() {
    assertThat(failure(() -> target.unmake(spec(), app.rotator(), app.current())).code())
        .isEqualTo(FailureCode.BAD_REQUEST);
  }
}
