package dev.rekey.workflows.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.workflows.world.Rig;
import dev.rekey.workflows.world.SilentRotation;
import dev.rekey.workflows.world.World;
import io.temporal.testing.WorkflowHistoryLoader;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.workflow.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rotations that began before an update of Rekey go on after it. To record the histories anew, for
 * a change that no running rotation can meet: {@code -Drekey.histories=record}.
 */
class ReplayTest {
  @BeforeAll
  static void record_if_asked_to() throws IOException {
    if ("record".equals(System.getProperty("rekey.histories"))) {
      Histories.record();
    }
  }

  static Stream<Path> histories() throws IOException {
    try (Stream<Path> files = Files.list(Histories.FOLDER)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("histories")
  void f28_every_recorded_rotation_replays(Path history) throws Exception {
    try (Rig rig = new Rig(new World())) {
      WorkflowReplayer.replayWorkflowExecution(
          WorkflowHistoryLoader.readHistory(history.toFile()), rig.worker());
    }
  }

  @Test
  void every_way_to_end_is_recorded() throws IOException {
    List<String> names =
        histories().map(file -> file.getFileName().toString().replace(".json", "")).toList();
    assertThat(names).containsExactlyInAnyOrderElementsOf(Histories.STORIES.keySet());
  }

  @Test
  void f28_a_rotation_with_swapped_steps_does_not_replay() {
    try (Rig rig = new Rig(new World(), Swapped.class)) {
      assertThatThrownBy(
              () ->
                  WorkflowReplayer.replayWorkflowExecution(
                      WorkflowHistoryLoader.readHistory(
                          Histories.FOLDER.resolve("rotated.json").toFile()),
                      rig.worker()))
          .hasStackTraceContaining("NonDeterministicException");
    }
  }

  /** Deploys before it creates. */
  public static final class Swapped extends SilentRotation {
    @Override
    public RotationOutcome rotate(RotationRequest request, @Nullable Resumed resumed) {
      VersionId version = new VersionId(Workflow.randomUUID().toString());
      Stubs.inHaste()
          .deploy(
              new StepRequest(
                  RotationStep.DEPLOY,
                  request.credential(),
                  version,
                  request.reason(),
                  request.requestedBy(),
                  Optional.empty()));
      return new RotationOutcome.Rotated(version);
    }
  }
}
