package dev.rekey.workflows.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.workflows.world.Requests;
import dev.rekey.workflows.world.Rig;
import dev.rekey.workflows.world.World;
import io.temporal.client.WorkflowExecutionDescription;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RotationsTest {
  private static final RotationRequest ROUTINE = Requests.draining(Duration.ofHours(1));
  private static final RotationRequest RESPONSE =
      Requests.request(Requests.ALTERNATING, RotationReason.COMPROMISED);

  @Test
  void f11_ten_triggers_at_once_are_one_rotation() {
    World world = new World();
    try (Rig rig = new Rig(world)) {
      List<Started> started =
          IntStream.range(0, 10)
              .parallel()
              .mapToObj(i -> rig.rotations().start(Requests.due(ROUTINE)))
              .toList();
      assertThat(started).extracting(Started::runId).containsOnly(started.getFirst().runId());
      assertThat(started).filteredOn(one -> !one.joined()).hasSize(1);
      rig.outcome(ROUTINE);
      assertThat(world.calls()).extracting(call -> call.version()).hasSizeGreaterThan(4);
      assertThat(world.calls().stream().map(call -> call.version()).distinct()).hasSize(1);
    }
  }

  @Test
  void after_the_end_the_next_trigger_is_a_new_rotation() {
    try (Rig rig = new Rig(new World())) {
      RotationOutcome first = rig.rotate(ROUTINE);
      Started second = rig.rotations().start(Requests.due(ROUTINE));
      assertThat(second.joined()).isFalse();
      assertThat(rig.outcome(ROUTINE).version()).isNotEqualTo(first.version());
    }
  }

  @Test
  void f19_a_response_does_not_join_a_routine_rotation_but_takes_its_place() {
    World world = new World().usedBy(Requests.BILLING);
    try (Rig rig = new Rig(world)) {
      Started routine = rig.rotations().start(Requests.due(ROUTINE));
      rig.temporal().sleep(Duration.ofSeconds(5));
      Started response = rig.rotations().start(Requests.due(RESPONSE));
      assertThat(response.joined()).isFalse();
      assertThat(response.runId()).isNotEqualTo(routine.runId());
      RotationOutcome outcome = rig.outcome(RESPONSE);
      assertThat(outcome).isInstanceOf(RotationOutcome.Rotated.class);
      assertThat(world.accepted())
          .contains(outcome.version())
          .doesNotContain(world.calls().getFirst().version());
    }
  }

  @Test
  void a_second_response_joins_the_first() {
    World world = new World();
    try (Rig rig = new Rig(world)) {
      rig.rotations().start(Requests.due(RESPONSE));
      rig.rotations().start(Requests.due(RESPONSE));
      rig.outcome(RESPONSE);
      assertThat(world.broken()).isEmpty();
    }
  }

  @Test
  void it_is_found_by_credential_target_owner_tier_state_and_reason() {
    try (Rig rig = new Rig(new World())) {
      rig.rotate(ROUTINE);
      WorkflowExecutionDescription description = rig.stub(ROUTINE).describe();
      assertThat(SearchAttributes.ALL)
          .extracting(key -> description.getTypedSearchAttributes().get(key))
          .containsExactly(
              "orders/db", "postgres:localhost:5432", "ada", "HIGH", "RUNNING", "SCHEDULED");
    }
  }
}
