package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.PostgresEndpoint;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a login's failure says about the credential, and what it does not. */
class LoginAnswersTest extends PostgresSuite {
  @AfterEach
  void scram() {
    server.authenticationByScram();
  }

  private Verdict verdict(Login login) {
    return target.tryOut(app.spec(server.endpoint()), login).getFirst().verdict();
  }

  private void alter(String change) {
    server.sql("ALTER ROLE " + app.current().identity() + " " + change);
  }

  @Test
  void a_wrong_password_a_role_that_may_not_log_in_and_an_absent_role_are_refused() {
    SecretValue wrong = SecretValue.of("wrong-password-of-some-length");
    assertThat(verdict(new Login(app.current().identity(), wrong))).isEqualTo(Verdict.REFUSED);
    assertThat(verdict(new Login("nobody_at_all", wrong))).isEqualTo(Verdict.REFUSED);
    alter("NOLOGIN");
    assertThat(verdict(app.current())).isEqualTo(Verdict.REFUSED);
  }

  @Test
  void who_is_refused_was_tried_once() {
    alter("NOLOGIN");
    String before = server.log();
    verdict(app.current());
    server.sql("SELECT 'all of it is in the log'");
    Awaitility.await().until(() -> heard(before).contains("all of it is in the log"));
    assertThat(heard(before).split(app.current().identity() + ". is not permitted to log in", -1))
        .hasSize(2);
  }

  private String heard(String before) {
    return server.log().substring(before.length());
  }

  @Test
  void an_expired_password_is_refused() {
    alter("VALID UNTIL '2001-01-01'");
    assertThat(verdict(app.current())).isEqualTo(Verdict.REFUSED);
  }

  @Test
  void no_connection_to_spare_is_unknown() {
    alter("CONNECTION LIMIT 0");
    assertThat(verdict(app.current())).isEqualTo(Verdict.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "host all all 127.0.0.1/32 reject\n"})
  void a_client_that_may_not_come_in_says_nothing_about_the_credential(String rules) {
    server.authentication(rules);
    assertThat(verdict(app.current())).isEqualTo(Verdict.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trust", "password"})
  void an_endpoint_without_proof_of_the_password_is_named(String method) {
    server.authentication("host all all 127.0.0.1/32 " + method + "\n");
    assertThat(failure(() -> verdict(app.current())).code())
        .isEqualTo(FailureCode.TARGET_ACCEPTS_ANYTHING);
    assertThat(
            failure(
                    () ->
                        target.validate(app.spec(server.endpoint()), app.rotator(), app.current()))
                .code())
        .isEqualTo(FailureCode.TARGET_ACCEPTS_ANYTHING);
  }

  @Test
  void a_database_that_is_not_there_is_unknown() {
    PostgresEndpoint absent =
        new PostgresEndpoint("127.0.0.1", server.port(), "no such / db?", false, Optional.empty());
    assertThat(target.tryOut(app.spec(absent), app.current()).getFirst().verdict())
        .isEqualTo(Verdict.UNKNOWN);
    assertThat(
            failure(() -> target.validate(app.spec(absent), app.rotator(), app.current())).code())
        .isEqualTo(FailureCode.NOT_FOUND);
  }

  @Test
  void a_server_that_hangs_is_unknown_and_unavailable() throws Exception {
    PostgresTarget hasty = new PostgresTarget(4096, Duration.ofSeconds(1));
    try (ServerSocket silent = new ServerSocket(0)) {
      PostgresEndpoint endpoint =
          new PostgresEndpoint(
              "127.0.0.1", silent.getLocalPort(), "postgres", false, Optional.empty());
      assertThat(hasty.tryOut(app.spec(endpoint), app.current()).getFirst().verdict())
          .isEqualTo(Verdict.UNKNOWN);
      assertThat(
              failure(() -> hasty.validate(app.spec(endpoint), app.rotator(), app.current()))
                  .code())
          .isEqualTo(FailureCode.TARGET_UNAVAILABLE);
    }
  }
}
