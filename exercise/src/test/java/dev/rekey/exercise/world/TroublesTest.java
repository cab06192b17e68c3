package dev.rekey.exercise.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.CredentialTarget;
import dev.rekey.activities.target.Trial;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.exercise.scenario.Setting.Fault;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.PostgresUser;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TroublesTest {
  private static final Login ROTATOR = new Login("r", SecretValue.of("x"));

  private static LoneWorld with(Fault.Kind kind) {
    return new LoneWorld(
        PostgresUser.KIND, new Fault(Duration.ZERO, Duration.ofHours(1), kind, "orders/login"));
  }

  private static CredentialTarget<PostgresUser> target(LoneWorld world) {
    return world.world().of((PostgresUser) world.spec());
  }

  private static FailureCode contained(LoneWorld world) {
    try {
      target(world).contain((PostgresUser) world.spec(), ROTATOR, world.first(), Optional.empty());
      return FailureCode.UNEXPECTED;
    } catch (StepFailedException failed) {
      return failed.code();
    }
  }

  @Test
  void in_an_outage_nothing_is_done_and_what_is_tried_is_unknown() {
    LoneWorld world = with(Fault.Kind.OUTAGE);
    assertThat(contained(world)).isEqualTo(FailureCode.TARGET_UNAVAILABLE);
    assertThat(world.account().open()).hasSize(1);
    assertThat(target(world).tryOut((PostgresUser) world.spec(), world.first()))
        .extracting(Trial::verdict)
        .containsExactly(Verdict.UNKNOWN);
  }

  @Test
  void a_lost_reply_did_what_it_was_for() {
    LoneWorld world = with(Fault.Kind.LOST_REPLY);
    assertThat(contained(world)).isEqualTo(FailureCode.TARGET_UNAVAILABLE);
    assertThat(world.account().open()).isEmpty();
  }

  @Test
  void throttling_refuses_most_calls_and_the_same_ones_each_time() {
    assertThat(throttled()).isEqualTo(throttled()).contains("T").contains(".");
  }

  private static String throttled() {
    LoneWorld world = with(Fault.Kind.THROTTLING);
    StringBuilder calls = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      calls.append(contained(world) == FailureCode.THROTTLED ? "T" : ".");
    }
    return calls.toString();
  }

  @Test
  void what_is_over_troubles_nobody() {
    LoneWorld world =
        new LoneWorld(
            PostgresUser.KIND,
            new Fault(Duration.ZERO, Duration.ofSeconds(1), Fault.Kind.OUTAGE, "orders/login"));
    assertThat(contained(world)).isEqualTo(FailureCode.UNEXPECTED);
    assertThat(world.account().open()).isEmpty();
  }

  @Test
  void a_world_has_no_credentials_of_other_kinds() {
    assertThatThrownBy(() -> new LoneWorld("kms-key")).hasMessageContaining("kms-key");
  }
}
