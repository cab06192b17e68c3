package dev.rekey.workflows.rotation;

import static dev.rekey.model.rotation.RotationStep.CREATE;
import static dev.rekey.model.rotation.RotationStep.DEPLOY;
import static dev.rekey.model.rotation.RotationStep.REVOKE;
import static dev.rekey.model.rotation.RotationStep.VERIFY;
import static dev.rekey.model.rotation.RotationStep.WITHDRAW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.workflows.world.Fault;
import dev.rekey.workflows.world.Requests;
import dev.rekey.workflows.world.Rig;
import dev.rekey.workflows.world.World;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RotationWorkflowTest {
  private static final RotationRequest ROUTINE =
      Requests.request(Requests.ALTERNATING, RotationReason.SCHEDULED);
  private static final RotationRequest RESPONSE =
      Requests.request(Requests.ALTERNATING, RotationReason.COMPROMISED);

  static Stream<PostgresStrategy> strategies() {
    return Stream.of(Requests.ALTERNATING, Requests.SINGLE);
  }

  static Stream<Arguments> each_step_before_the_point_of_no_return() {
    return strategies()
        .flatMap(s -> Stream.of(CREATE, DEPLOY, VERIFY).map(step -> Arguments.of(step, s)));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void only_the_new_version_is_accepted_in_the_end(PostgresStrategy strategy) {
    World world = new World();
    try (Rig rig = new Rig(world)) {
      RotationOutcome outcome = rig.rotate(Requests.request(strategy, RotationReason.SCHEDULED));
      assertThat(outcome).isInstanceOf(RotationOutcome.Rotated.class);
      assertThat(world.accepted()).containsExactly(outcome.version());
      assertThat(world.current()).isEqualTo(outcome.version());
      assertThat(world.steps()).containsExactly(CREATE, DEPLOY, VERIFY, REVOKE);
      assertThat(world.broken()).isEmpty();
    }
  }

  @Test
  void a_healthy_rotation_is_one_workflow_task_of_nine_events() {
    try (Rig rig = new Rig(new World())) {
      rig.rotate(ROUTINE);
      List<HistoryEvent> events =
          rig.temporal().getWorkflowClient().fetchHistory("rotation/orders/db").getEvents();
      assertThat(events).hasSize(9);
      assertThat(events)
          .noneMatch(
              e -> e.getEventType() == EventType.EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES);
    }
  }

  @ParameterizedTest
  @MethodSource("each_step_before_the_point_of_no_return")
  void whichever_step_is_refused_the_old_version_works_and_no_other_does(
      RotationStep step, PostgresStrategy strategy) {
    World world = new World().failing(step, Fault.refusal(FailureCode.GRANTS_DIFFER));
    try (Rig rig = new Rig(world)) {
      RotationOutcome outcome = rig.rotate(Requests.request(strategy, RotationReason.SCHEDULED));
      assertThat(outcome)
          .isEqualTo(
              new RotationOutcome.Withdrawn(
                  outcome.version(), step, FailureCode.GRANTS_DIFFER, "as planned"));
      assertThat(world.accepted()).containsExactly(World.OLD);
      assertThat(world.current()).isEqualTo(World.OLD);
      assertThat(world.broken()).isEmpty();
    }
  }

  @Test
  void after_the_start_of_revoke_there_is_only_forward() {
    World world = new World().failing(REVOKE, Fault.refusal(FailureCode.PERMISSION_DENIED));
    try (Rig rig = new Rig(world)) {
      RotationOutcome outcome = rig.rotate(ROUTINE);
      assertThat(outcome)
          .isInstanceOfSatisfying(
              RotationOutcome.Unfinished.class,
              unfinished -> assertThat(unfinished.failedAt()).isEqualTo(REVOKE));
      assertThat(world.steps()).doesNotContain(WITHDRAW);
      assertThat(world.accepted()).containsExactlyInAnyOrder(World.OLD, outcome.version());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CREATE", "DEPLOY", "VERIFY", "REVOKE", "WITHDRAW"})
  void f01_an_answer_that_is_lost_is_asked_for_again_with_the_same_version(RotationStep step) {
    World world = new World().failing(step, Fault.answerLost(), 3);
    if (step == WITHDRAW) {
      world.failing(VERIFY, Fault.refusal(FailureCode.NEW_REJECTED));
    }
    try (Rig rig = new Rig(world)) {
      RotationOutcome outcome = rig.rotate(ROUTINE);
      assertThat(world.accepted())
          .containsExactly(step == WITHDRAW ? World.OLD : outcome.version());
      assertThat(world.calls()).allMatch(call -> call.version().equals(outcome.version()));
      assertThat(world.steps().stream().filter(step::equals)).hasSizeGreaterThanOrEqualTo(4);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CREATE", "DEPLOY"})
  void f06_what_does_not_heal_in_time_is_withdrawn(RotationStep step) {
    World world = new World().failing(step, Fault.refusal(FailureCode.TARGET_UNAVAILABLE));
    try (Rig rig = new Rig(world)) {
      assertThat(rig.rotate(ROUTINE))
          .isInstanceOfSatisfying(
              RotationOutcome.Withdrawn.class,
              withdrawn -> assertThat(withdrawn.code()).isEqualTo(FailureCode.DEADLINE_PASSED));
      assertThat(world.accepted()).containsExactly(World.OLD);
    }
  }

  @Test
  void f09_an_old_version_that_stays_accepted_is_named_so_and_nothing_is_destroyed() {
    World world = new World().failing(REVOKE, Fault.refusal(FailureCode.STILL_ACCEPTED));
    try (Rig rig = new Rig(world)) {
      RotationOutcome outcome = rig.rotate(ROUTINE);
      assertThat(outcome)
          .isInstanceOfSatisfying(
              RotationOutcome.Unfinished.class,
              unfinished -> assertThat(unfinished.code()).isEqualTo(FailureCode.STILL_ACCEPTED));
      assertThat(world.accepted()).contains(outcome.version());
    }
  }

  @Test
  void a_withdrawal_that_is_refused_names_both_failures() {
    World world =
        new World()
            .failing(DEPLOY, Fault.refusal(FailureCode.FOREIGN_WRITE))
            .failing(WITHDRAW, Fault.refusal(FailureCode.DRIFTED));
    try (Rig rig = new Rig(world)) {
      assertThat(rig.rotate(ROUTINE))
          .isInstanceOfSatisfying(
              RotationOutcome.Unfinished.class,
              unfinished -> {
                assertThat(unfinished.failedAt()).isEqualTo(WITHDRAW);
                assertThat(unfinished.code()).isEqualTo(FailureCode.DRIFTED);
                assertThat(unfinished.reason()).contains("it was to be withdrawn because");
              });
    }
  }

  @Test
  void f19_in_a_compromise_revoke_comes_first_and_the_gate_is_open() {
    World world = new World().usedBy(Requests.BILLING);
    try (Rig rig = new Rig(world)) {
      RotationOutcome outcome = rig.rotate(RESPONSE);
      assertThat(outcome).isInstanceOf(RotationOutcome.Rotated.class);
      assertThat(world.steps()).containsExactly(REVOKE, CREATE, DEPLOY, VERIFY, REVOKE);
      assertThat(world.accepted()).containsExactly(outcome.version());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CREATE", "DEPLOY", "VERIFY", "REVOKE"})
  void f19_a_leaked_version_is_never_restored_whichever_step_fails(RotationStep step) {
    World world = new World().failing(step, Fault.refusal(FailureCode.PERMISSION_DENIED));
    try (Rig rig = new Rig(world)) {
      assertThat(rig.rotate(RESPONSE)).isInstanceOf(RotationOutcome.Unfinished.class);
      assertThat(world.steps()).doesNotContain(WITHDRAW);
      assertThat(world.broken()).isEmpty();
    }
  }
}
