package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.FailureCode;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the administrator's file lets the rotator do, and what it does not. */
class RotatorTest extends PostgresSuite {
  private StepFailedException validate(Login rotator) {
    return failure(() -> target.validate(app.spec(server.endpoint()), rotator, app.current()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM t_%",
        "SELECT rolpassword FROM pg_authid",
        "SET ROLE %",
        "SET ROLE %_a",
        "CREATE DATABASE more",
        "ALTER ROLE postgres PASSWORD 'x'",
        "ALTER ROLE bystander NOLOGIN",
        "DROP TABLE t_%",
        "ALTER SYSTEM SET log_statement = 'none'",
        "COPY (SELECT 1) TO PROGRAM 'true'"
      })
  void the_rotator_may_do_no_more(String statement) throws SQLException {
    server.sql("DROP ROLE IF EXISTS bystander", "CREATE ROLE bystander LOGIN");
    try (Connection session =
        server.connect(app.rotator().identity(), app.rotator().value().reveal())) {
      assertThatThrownBy(
              () -> session.createStatement().execute(statement.replace("%", app.group())))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "REVOKE pg_read_all_stats FROM rotator_% | GRANT pg_read_all_stats TO \"rotator_%\"",
        "REVOKE pg_signal_backend FROM rotator_% | GRANT pg_signal_backend TO \"rotator_%\"",
        "ALTER ROLE rotator_% NOCREATEROLE | ALTER ROLE \"rotator_%\" CREATEROLE",
        "REVOKE % FROM rotator_% | GRANT \"%\" TO \"rotator_%\" WITH ADMIN TRUE",
        "REVOKE %_a FROM rotator_% | GRANT \"%_a\" TO \"rotator_%\" WITH ADMIN TRUE"
      })
  void a_missing_right_is_named_with_the_statement_that_gives_it(String taken, String advice) {
    server.sql(taken.replace("%", app.group()));
    StepFailedException failure = validate(app.rotator());
    assertThat(failure.code()).isEqualTo(FailureCode.PERMISSION_DENIED);
    assertThat(failure.reason()).contains(advice.replace("%", app.group()));
  }

  @Test
  void a_superuser_is_no_rotator() {
    assertThat(validate(server.superuser()).code()).isEqualTo(FailureCode.BAD_REQUEST);
  }

  /** F14: five hundred credentials share a rotator; its account must survive a wrong password. */
  @Test
  void f14_a_refused_rotator_is_tried_once() {
    Login wrong = new Login(app.rotator().identity(), SecretValue.of("not-the-rotators-password"));
    for (int i = 0; i < 5; i++) {
      assertThat(validate(wrong).code()).isEqualTo(FailureCode.ROTATOR_REJECTED);
    }
    String refusal = "password authentication failed for user \"" + app.rotator().identity() + "\"";
    await().untilAsserted(() -> assertThat(server.log().split(refusal, -1)).hasSize(2));
    assertThat(validate(app.rotator())).isNull();
  }

  @Test
  void a_group_that_is_not_there_is_not_found() {
    Enrolled other = new Enrolled("absent", app.current(), app.rotator());
    var users =
        new dev.rekey.model.credential.PostgresStrategy.AlternatingUsers(
            "absent", app.group() + "_a", app.group() + "_b");
    StepFailedException failure =
        failure(
            () ->
                target.validate(
                    Enrolled.spec(users, server.endpoint()), other.rotator(), other.current()));
    assertThat(failure.code()).isEqualTo(FailureCode.NOT_FOUND);
  }

  @Test
  void a_wrong_current_password_is_told_before_anything_changes() {
    Login wrong = new Login(app.current().identity(), SecretValue.of("not-the-current-password"));
    StepFailedException failure =
        failure(() -> target.validate(app.spec(server.endpoint()), app.rotator(), wrong));
    assertThat(failure.code()).isEqualTo(FailureCode.BAD_REQUEST);
  }
}
