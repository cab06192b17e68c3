package dev.rekey.workflows.rollover;

import static dev.rekey.workflows.rollover.RolloverRig.approval;
import static dev.rekey.workflows.rollover.RolloverRig.leaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.model.rollover.RolloverQuestion;
import dev.rekey.model.rollover.RolloverReason;
import dev.rekey.model.rollover.RolloverState;
import dev.rekey.workflows.rotation.Withdrawal;
import io.temporal.testing.WorkflowHistoryLoader;
import io.temporal.testing.WorkflowReplayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rollovers that began before an update of Rekey go on after it: they run for weeks. To record the
 * histories anew: {@code -Drekey.histories=record}.
 */
class RolloverReplayTest {
  private static final Path FOLDER = Path.of("src/test/resources/rollover-histories");
  private static final int REMEMBERED = 600;
  private static final Map<String, Story> STORIES = new TreeMap<>();

  private interface Story {
    void play(RolloverRig rig, ScriptedAuthorities world);
  }

  static {
    STORIES.put("done", RolloverReplayTest::done);
    STORIES.put("done-after-compromise", RolloverReplayTest::doneAfterCompromise);
    STORIES.put("done-with-a-forged-certificate", RolloverReplayTest::doneThoughForged);
    STORIES.put("withdrawn", RolloverReplayTest::withdrawn);
  }

  @BeforeAll
  static void record_if_asked_to() throws IOException {
    if ("record".equals(System.getProperty("rekey.histories"))) {
      Files.createDirectories(FOLDER);
      for (Map.Entry<String, Story> story : STORIES.entrySet()) {
        Files.writeString(FOLDER.resolve(story.getKey() + ".json"), played(story.getValue()));
      }
    }
  }

  private static String played(Story story) {
    ScriptedAuthorities world = new ScriptedAuthorities(leaf("shop/tls"), leaf("web/tls"));
    try (RolloverRig rig = new RolloverRig(REMEMBERED, world)) {
      story.play(rig, world);
      rig.outcome();
      return rig.history();
    }
  }

  static Stream<String> names() {
    return STORIES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void every_recorded_rollover_replays(String name) throws Exception {
    replay(FOLDER.resolve(name + ".json"));
  }

  @Test
  void every_way_to_end_is_recorded_and_nothing_else() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
          .containsExactlyInAnyOrderElementsOf(STORIES.keySet());
    }
  }

  @Test
  void a_rollover_that_removed_before_it_looked_does_not_replay() throws IOException {
    String swapped =
        Files.readString(FOLDER.resolve("done.json"))
            .replace("\"Served\"", "\"?\"")
            .replace("\"Believe\"", "\"Served\"")
            .replace("\"?\"", "\"Believe\"");
    Path file = Files.createTempFile("swapped", ".json");
    Files.writeString(file, swapped);
    assertThatThrownBy(() -> replay(file)).hasStackTraceContaining("NonDeterministicException");
  }

  private static void replay(Path file) throws Exception {
    try (RolloverRig rig = new RolloverRig(REMEMBERED, new ScriptedAuthorities())) {
      WorkflowReplayer.replayWorkflowExecution(
          WorkflowHistoryLoader.readHistory(file.toFile()), rig.worker());
    }
  }

  private static void done(RolloverRig rig, ScriptedAuthorities world) {
    world.doubted("consumer shop (erin)");
    RolloverWorkflow rollover = rig.start(RolloverReason.PLANNED);
    rig.awaitState(rollover, RolloverState.WAITING);
    world.believed();
    rollover.lookAgain();
    rig.awaitState(rollover, RolloverState.ASKING);
    rollover.approve(approval(RolloverQuestion.REMOVE_OLD_TRUST, "bob"));
  }

  private static void doneAfterCompromise(RolloverRig rig, ScriptedAuthorities world) {
    RolloverWorkflow rollover = rig.start(RolloverReason.COMPROMISED, "web/tls");
    rig.awaitState(rollover, RolloverState.ASKING);
    rollover.approve(approval(RolloverQuestion.STOP_ISSUANCE, "bob"));
    rig.passUntil(
        () -> rollover.view().question().equals(Optional.of(RolloverQuestion.REMOVE_OLD_TRUST)));
    rollover.approve(approval(RolloverQuestion.REMOVE_OLD_TRUST, "bob"));
  }

  private static void doneThoughForged(RolloverRig rig, ScriptedAuthorities world) {
    world.forges("7 for pay.example.org");
    doneAfterCompromise(rig, world);
  }

  private static void withdrawn(RolloverRig rig, ScriptedAuthorities world) {
    world.doubted("consumer shop (erin)");
    RolloverWorkflow rollover = rig.start(RolloverReason.PLANNED);
    rig.awaitState(rollover, RolloverState.WAITING);
    rollover.withdraw(new Withdrawal("ann", "not today"));
  }
}
