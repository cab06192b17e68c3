package dev.rekey.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rekey.model.credential.OutageAcceptance;
import dev.rekey.model.credential.PasswordPolicy;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresStrategy.AlternatingUsers;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.RotationFunction;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.policy.RotationPolicy;
import dev.rekey.model.rotation.Force;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a'b", "naïve", "a\nb"})
  void a_secrets_name_that_aws_would_refuse_is_refused(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> new SecretId(name));
  }

  @Test
  void a_secrets_name_may_be_an_arn() {
    String arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:orders/db-AbCdEf";
    assertThat(new SecretId(arn)).hasToString(arn);
  }

  @Test
  void a_versions_id_is_a_client_request_token() {
    assertThatIllegalArgumentException().isThrownBy(() -> new VersionId("short"));
    assertThatIllegalArgumentException().isThrownBy(() -> new VersionId("x".repeat(65)));
  }

  @Test
  void a_password_policy_below_128_bits_is_refused_and_says_how_many_it_has() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PasswordPolicy(20, "0123456789"))
        .withMessageContaining("66 bits");
    assertThat(PasswordPolicy.DEFAULT.bits()).isEqualTo(238);
  }

  @ParameterizedTest
  @ValueSource(strings = {"aa", "a b", "aé"})
  void a_password_alphabet_with_doubles_blanks_or_non_ascii_is_refused(String alphabet) {
    assertThatIllegalArgumentException().isThrownBy(() -> new PasswordPolicy(200, alphabet));
  }

  @Test
  void the_two_users_and_their_group_need_three_names_that_postgres_will_not_cut() {
    assertThatIllegalArgumentException().isThrownBy(() -> new AlternatingUsers("g", "a", "a"));
    assertThatIllegalArgumentException().isThrownBy(() -> AlternatingUsers.of("g".repeat(62)));
    assertThatIllegalArgumentException().isThrownBy(() -> AlternatingUsers.of("pg_monitor"));
  }

  @Test
  void an_outage_is_accepted_by_somebody_for_a_reason() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OutageAcceptance("ann", Instant.EPOCH, " "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "127.8.9.1", "::1"})
  void loopback_is_recognised(String host) {
    assertThat(endpoint(host).loopback()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"db", "127.0.0.1.example.com", "localhost.example.com", "10.0.0.1"})
  void what_only_looks_like_loopback_is_not(String host) {
    assertThat(endpoint(host).loopback()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "db/x", "db?user=x", "db#x", "user@db&x"})
  void a_host_that_could_smuggle_settings_into_a_url_is_refused(String host) {
    assertThatIllegalArgumentException().isThrownBy(() -> endpoint(host));
  }

  @Test
  void forcing_needs_two_persons_whatever_the_case_of_their_names() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Force("ann", "ANN", "at night", Instant.EPOCH))
        .withMessageContaining("second person");
  }

  @Test
  void a_policy_whose_drain_outlasts_its_gate_is_refused() {
    RotationPolicy policy = RotationPolicy.DEFAULT;
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RotationPolicy(
                    policy.maxAge(),
                    policy.schedule(),
                    policy.zone(),
                    List.of(),
                    policy.jitter(),
                    List.of(),
                    Duration.ofDays(8),
                    policy.gateDeadline(),
                    policy.stepDeadline()));
  }

  @ParameterizedTest
  @EnumSource(FailureCode.class)
  void every_failure_tells_the_operator_what_to_do_in_one_sentence(FailureCode code) {
    assertThat(code.advice()).matches("[A-Z].{15,}\\.");
  }

  @Test
  void no_two_failures_give_the_same_advice() {
    List<String> advice = Arrays.stream(FailureCode.values()).map(FailureCode::advice).toList();
    assertThat(advice).doesNotHaveDuplicates();
  }

  @Test
  void a_rotation_function_and_what_it_rotates_share_one_secret_and_are_two_things() {
    PostgresUser user =
        new PostgresUser(
            new SecretId("orders/db"),
            List.of(endpoint("db")),
            new SecretId("rotator/orders"),
            PostgresStrategy.AlternatingUsers.of("orders"),
            PasswordPolicy.DEFAULT);
    RotationFunction driven = new RotationFunction(user.secret(), "rotate:live", user);
    assertThat(driven.identities()).isEqualTo(user.identities());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RotationFunction(new SecretId("other"), "rotate", user));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RotationFunction(user.secret(), "rotate", driven));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RotationFunction(user.secret(), "rotate now", user));
  }

  private static PostgresEndpoint endpoint(String host) {
    return new PostgresEndpoint(host, 5432, "orders", false, Optional.empty());
  }
}
