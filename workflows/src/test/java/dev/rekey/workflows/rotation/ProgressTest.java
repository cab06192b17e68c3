package dev.rekey.workflows.rotation;

import static dev.rekey.model.rotation.RotationStep.CREATE;
import static dev.rekey.model.rotation.RotationStep.DEPLOY;
import static dev.rekey.model.rotation.RotationStep.REVOKE;
import static dev.rekey.model.rotation.RotationStep.VERIFY;
import static dev.rekey.model.rotation.RotationStep.WITHDRAW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.FailureCode;
import dev.rekey.model.rotation.LastFailure;
import dev.rekey.model.rotation.RotationProgress;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.model.rotation.RotationState;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.workflows.worker.Wire;
import dev.rekey.workflows.world.Fault;
import dev.rekey.workflows.world.Requests;
import dev.rekey.workflows.world.Rig;
import dev.rekey.workflows.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Why a rotation stands still, for whoever looks. */
class ProgressTest {
  private static final RotationRequest ROUTINE = Requests.draining(Duration.ZERO);
  private static final Fault UNAVAILABLE = Fault.refusal(FailureCode.TARGET_UNAVAILABLE);

  @ParameterizedTest
  @EnumSource(names = {"CREATE", "DEPLOY", "VERIFY", "REVOKE"})
  void a_step_that_keeps_failing_is_told_with_its_reason_and_for_how_long(RotationStep step) {
    World world = new World().failing(step, UNAVAILABLE);
    try (Rig rig = running(world, Duration.ofMinutes(5))) {
      RotationProgress progress = progress(rig);
      assertThat(progress.state()).isEqualTo(RotationState.STUCK);
      LastFailure failure = progress.failure().orElseThrow();
      assertThat(failure.step()).isEqualTo(step);
      assertThat(failure.code()).isEqualTo(FailureCode.TARGET_UNAVAILABLE);
      assertThat(failure.reason()).isEqualTo("as planned");
      assertThat(failure.attempts()).isGreaterThan(5);
      assertThat(Duration.between(failure.since(), failure.at()))
          .isBetween(Duration.ofMinutes(2), Duration.ofMinutes(5));
    }
  }

  @Test
  void the_last_attempt_counts_and_not_the_first() {
    World world = new World().failing(CREATE, UNAVAILABLE);
    try (Rig rig = running(world, Duration.ofMinutes(2))) {
      world.failing(CREATE, Fault.refusal(FailureCode.REPLICA_BEHIND));
      rig.temporal().sleep(Duration.ofMinutes(2));
      LastFailure failure = progress(rig).failure().orElseThrow();
      assertThat(failure.code()).isEqualTo(FailureCode.REPLICA_BEHIND);
      assertThat(Duration.between(failure.since(), failure.at()))
          .isGreaterThan(Duration.ofMinutes(2));
    }
  }

  @Test
  void nobodys_text_but_ours_is_passed_on() {
    World world = new World().failing(CREATE, UNAVAILABLE, 3);
    AtomicInteger attempts = new AtomicInteger();
    world.before(
        CREATE,
        () -> {
          if (attempts.incrementAndGet() > 3) {
            throw new IllegalStateException("planted-password");
          }
        });
    try (Rig rig = running(world, Duration.ofMinutes(2))) {
      LastFailure failure = progress(rig).failure().orElseThrow();
      assertThat(failure.code()).isEqualTo(FailureCode.UNEXPECTED);
      assertThat(failure.reason()).isEqualTo("the function's answer was not understood");
    }
  }

  @Test
  void what_healed_is_told_no_more() {
    World world = new World().usedBy(Requests.BILLING).failing(DEPLOY, UNAVAILABLE, 5);
    try (Rig rig = running(world, Duration.ofMinutes(5))) {
      RotationProgress progress = progress(rig);
      assertThat(progress.state()).isEqualTo(RotationState.BLOCKED);
      assertThat(progress.users()).containsExactly(Requests.BILLING);
      assertThat(progress.failure()).isEmpty();
    }
  }

  @Test
  void a_rotation_that_goes_back_says_why_and_what_keeps_it_from_that() {
    World world =
        new World()
            .failing(DEPLOY, Fault.refusal(FailureCode.FOREIGN_WRITE))
            .failing(WITHDRAW, UNAVAILABLE);
    try (Rig rig = running(world, Duration.ofMinutes(5))) {
      RotationProgress progress = progress(rig);
      assertThat(progress.step()).isEqualTo(WITHDRAW);
      assertThat(progress.goingBack().orElseThrow())
          .extracting(LastFailure::step, LastFailure::code, LastFailure::attempts)
          .containsExactly(DEPLOY, FailureCode.FOREIGN_WRITE, 1);
      assertThat(progress.failure().orElseThrow().step()).isEqualTo(WITHDRAW);
    }
  }

  @Test
  void what_fails_at_the_gate_is_counted_on_in_the_next_run() {
    World world = new World().usedBy(Requests.BILLING);
    try (Rig rig = running(world, Duration.ofHours(40))) {
      Instant first = rig.started(ROUTINE);
      world.failing(VERIFY, UNAVAILABLE); // a dozen looks before the run has had enough of them
      rig.temporal().sleep(Duration.ofHours(2));
      assertThat(rig.started(ROUTINE)).as("another run").isAfter(first);
      LastFailure failure = progress(rig).failure().orElseThrow();
      assertThat(failure.attempts()).isGreaterThan(20);
      assertThat(Duration.between(failure.since(), failure.at()))
          .isGreaterThan(Duration.ofMinutes(100));
    }
  }

  @Test
  void a_rotation_that_is_over_has_no_progress() {
    try (Rig rig = new Rig(new World())) {
      assertThat(rig.rotations().progress(ROUTINE.credential().secret())).isEmpty();
      rig.rotate(ROUTINE);
      assertThat(rig.rotations().progress(ROUTINE.credential().secret())).isEmpty();
    }
  }

  @Test
  void advice_comes_with_every_failure_in_json() throws Exception {
    World world = new World().failing(REVOKE, UNAVAILABLE);
    try (Rig rig = running(world, Duration.ofMinutes(1))) {
      LastFailure failure = progress(rig).failure().orElseThrow();
      String json = Wire.mapper().writeValueAsString(failure);
      assertThat(json).contains("\"advice\":\"Check the network and the target");
      assertThat(Wire.mapper().readValue(json, LastFailure.class)).isEqualTo(failure);
    }
  }

  private static RotationProgress progress(Rig rig) {
    return rig.rotations().progress(ROUTINE.credential().secret()).orElseThrow();
  }

  private static Rig running(World world, Duration howLong) {
    Rig rig = new Rig(world);
    rig.rotations().start(Requests.due(ROUTINE));
    rig.temporal().sleep(howLong);
    return rig;
  }
}
