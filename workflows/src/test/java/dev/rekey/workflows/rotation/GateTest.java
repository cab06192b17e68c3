package dev.rekey.workflows.rotation;

import static dev.rekey.model.rotation.RotationStep.REVOKE;
import static dev.rekey.model.rotation.RotationStep.VERIFY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationProgress;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.model.rotation.RotationState;
import dev.rekey.workflows.world.Fault;
import dev.rekey.workflows.world.Requests;
import dev.rekey.workflows.world.Rig;
import dev.rekey.workflows.world.World;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final RotationRequest AT_ONCE = Requests.draining(Duration.ZERO);
  private static final RotationRequest FIVE_MINUTES = Requests.draining(Duration.ofMinutes(5));

  @Test
  void f07_it_names_who_is_in_the_way_and_opens_when_they_moved() {
    World world = new World().usedBy(Requests.BILLING);
    try (Rig rig = new Rig(world)) {
      rig.rotations().start(Requests.due(AT_ONCE));
      rig.temporal().sleep(Duration.ofMinutes(10));
      RotationProgress progress = rig.workflow(AT_ONCE).progress();
      assertThat(progress.state()).isEqualTo(RotationState.BLOCKED);
      assertThat(progress.users()).containsExactly(Requests.BILLING);
      assertThat(rig.state(AT_ONCE)).isEqualTo("BLOCKED");

      world.leave();
      rig.workflow(AT_ONCE).lookAgain();
      assertThat(rig.outcome(AT_ONCE)).isInstanceOf(RotationOutcome.Rotated.class);
      assertThat(rig.state(AT_ONCE)).isEqualTo("RUNNING");
    }
  }

  @Test
  void the_old_version_is_watched_for_the_whole_drain() {
    World world = new World();
    try (Rig rig = new Rig(world)) {
      long start = rig.temporal().currentTimeMillis();
      rig.rotate(FIVE_MINUTES);
      assertThat(rig.temporal().currentTimeMillis() - start)
          .isGreaterThanOrEqualTo(FIVE_MINUTES.drain().toMillis());
      assertThat(world.steps().stream().filter(VERIFY::equals)).hasSize(6);
      assertThat(rig.temporal().getWorkflowClient().fetchHistory("rotation/orders/db").getEvents())
          .hasSizeLessThanOrEqualTo(60);
    }
  }

  @Test
  void who_comes_back_during_the_drain_starts_it_again() {
    World world = new World();
    AtomicInteger looks = new AtomicInteger();
    world.before(
        VERIFY,
        () -> {
          switch (looks.incrementAndGet()) {
            case 5 -> world.usedBy(Requests.BILLING);
            case 6 -> world.leave();
            default -> {}
          }
        });
    try (Rig rig = new Rig(world)) {
      long start = rig.temporal().currentTimeMillis();
      assertThat(rig.rotate(FIVE_MINUTES)).isInstanceOf(RotationOutcome.Rotated.class);
      assertThat(rig.temporal().currentTimeMillis() - start)
          .isGreaterThanOrEqualTo(Duration.ofMinutes(9).toMillis());
    }
  }

  @Test
  void at_its_deadline_people_decide_and_both_versions_live() {
    World world = new World().usedBy(Requests.BILLING);
    try (Rig rig = new Rig(world)) {
      RotationOutcome outcome = rig.rotate(AT_ONCE);
      assertThat(outcome)
          .isInstanceOfSatisfying(
              RotationOutcome.Unfinished.class,
              unfinished -> {
                assertThat(unfinished.code()).isEqualTo(FailureCode.GATE_DEADLINE);
                assertThat(unfinished.users()).containsExactly(Requests.BILLING);
                assertThat(unfinished.reason()).contains("billing", "ada");
              });
      assertThat(world.accepted()).containsExactlyInAnyOrder(World.OLD, outcome.version());
    }
  }

  @Test
  void an_answer_that_does_not_come_counts_as_use() {
    World world = new World().failing(VERIFY, Fault.refusal(FailureCode.TARGET_UNAVAILABLE), 9);
    try (Rig rig = new Rig(world)) {
      rig.rotations().start(Requests.due(AT_ONCE));
      rig.temporal().sleep(Duration.ofMillis(1500));
      assertThat(rig.workflow(AT_ONCE).progress().state()).isEqualTo(RotationState.STUCK);
      assertThat(world.accepted()).contains(World.OLD);
      assertThat(rig.outcome(AT_ONCE)).isInstanceOf(RotationOutcome.Rotated.class);
    }
  }

  @Test
  void who_slips_in_before_revoke_shuts_it_again() {
    World world = new World();
    AtomicInteger tries = new AtomicInteger();
    world.before(
        REVOKE,
        () -> {
          if (tries.incrementAndGet() == 1) {
            world.usedBy(Requests.BILLING);
          }
        });
    try (Rig rig = new Rig(world)) {
      rig.rotations().start(Requests.due(AT_ONCE));
      rig.temporal().sleep(Duration.ofMinutes(1));
      assertThat(rig.workflow(AT_ONCE).progress().state()).isEqualTo(RotationState.BLOCKED);
      assertThat(world.accepted()).contains(World.OLD);
      world.leave();
      RotationOutcome outcome = rig.outcome(AT_ONCE);
      assertThat(world.accepted()).containsExactly(outcome.version());
    }
  }

  @Test
  void a_long_wait_goes_on_in_a_new_run_as_the_same_rotation() {
    World world = new World().usedBy(Requests.BILLING);
    try (Rig rig = new Rig(world)) {
      Started started = rig.rotations().start(Requests.due(AT_ONCE));
      rig.temporal().sleep(Duration.ofDays(3));
      RotationProgress progress = rig.workflow(AT_ONCE).progress();
      VersionId version = world.calls().getFirst().version();
      assertThat(rig.stub(AT_ONCE).describe().getExecution().getRunId())
          .isNotEqualTo(started.runId());
      assertThat(progress.version()).isEqualTo(version);
      assertThat(rig.state(AT_ONCE)).isEqualTo("BLOCKED");
      world.leave();
      assertThat(rig.outcome(AT_ONCE)).isEqualTo(new RotationOutcome.Rotated(version));
      assertThat(world.accepted()).containsExactly(version);
    }
  }
}
