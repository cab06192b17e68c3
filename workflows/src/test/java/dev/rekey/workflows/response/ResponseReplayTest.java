package dev.rekey.workflows.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.RootCause;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.trigger.Clue;
import dev.rekey.workflows.world.World;
import io.temporal.testing.WorkflowHistoryLoader;
import io.temporal.testing.WorkflowReplayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Responses that began before an update of Rekey go on after it: they may run for weeks. To record
 * the histories anew: {@code -Drekey.histories=record}.
 */
class ResponseReplayTest {
  private static final Path FOLDER = Path.of("src/test/resources/response-histories");
  private static final List<AtRisk> SERVED = List.of(ResponseRig.atRisk("orders/db"));
  private static final Map<String, Story> STORIES = new TreeMap<>();

  static {
    for (String one : List.of("closed", "closed-in-few-calls", "contained-together")) {
      STORIES.put(one, new Story(ResponseMode.REVOKE_FIRST, 0, ResponseReplayTest::closed));
    }
    STORIES.put(
        "closed-after-drift", new Story(ResponseMode.REVOKE_FIRST, 2, ResponseReplayTest::closed));
    STORIES.put(
        "closed-after-overlap", new Story(ResponseMode.OVERLAP, 0, ResponseReplayTest::closed));
    STORIES.put(
        "closed-after-use-in-overlap",
        new Story(ResponseMode.OVERLAP, 0, true, ResponseReplayTest::useIsSeen));
    STORIES.put(
        "closed-after-silence-in-overlap",
        new Story(
            ResponseMode.OVERLAP,
            world -> world.ledger().rotationsAreSilent(() -> world.contained() == 0),
            true,
            ResponseRig.atRisk("orders/db"),
            ResponseReplayTest::useIsSeen));
    STORIES.put(
        "closed-after-the-new-one-leaked",
        new Story(ResponseMode.REVOKE_FIRST, 0, ResponseReplayTest::leaksAgain));
    STORIES.put(
        "closed-after-people-did-their-part",
        new Story(
            ResponseMode.REVOKE_FIRST,
            ResponseReplayTest::leavesSomethingToPeople,
            false,
            ResponseRig.atRisk("orders/db"),
            ResponseReplayTest::paused));
    STORIES.put(
        "closed-after-rekeys-own-role",
        new Story(
            ResponseMode.REVOKE_FIRST,
            ResponseReplayTest::isRekeysOwn,
            false,
            LeakedRevoker.revoker(),
            ResponseReplayTest::served));
    STORIES.put("dismissed", new Story(ResponseMode.HOLD, 0, ResponseReplayTest::dismissed));
    STORIES.put("closed-after-an-authority", lost(0));
    STORIES.put("closed-after-an-authority-whose-strangers-were-looked-for", lost(12));
    STORIES.put(
        "closed-with-an-outer-control",
        new Story(
            ResponseMode.REVOKE_FIRST,
            0,
            OuterControlTest.leakedKey(),
            ResponseReplayTest::closed));
  }

  private static Story lost(int minutes) {
    return new Story(
        ResponseMode.REVOKE_FIRST,
        0,
        LostAuthorityTest.own(),
        (rig, response) -> rolledOver(rig, response, minutes));
  }

  @BeforeAll
  static void record_if_asked_to() throws IOException {
    if ("record".equals(System.getProperty("rekey.histories"))) {
      Files.createDirectories(FOLDER);
      for (Map.Entry<String, Story> story : STORIES.entrySet()) {
        Files.writeString(FOLDER.resolve(story.getKey() + ".json"), story.getValue().play());
      }
    }
  }

  static Stream<String> names() {
    return STORIES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void every_recorded_response_replays(String name) throws Exception {
    replay(name, FOLDER.resolve(name + ".json"));
  }

  @Test
  void every_way_to_end_is_recorded_and_nothing_else() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
          .containsExactlyInAnyOrderElementsOf(STORIES.keySet());
    }
  }

  @Test
  void a_response_that_proved_before_it_looked_does_not_replay() throws IOException {
    String swapped =
        Files.readString(FOLDER.resolve("closed.json"))
            .replace("\"Prove\"", "\"?\"")
            .replace("\"Enumerate\"", "\"Prove\"")
            .replace("\"?\"", "\"Enumerate\"");
    Path file = Files.createTempFile("swapped", ".json");
    Files.writeString(file, swapped);
    assertThatThrownBy(() -> replay("swapped", file))
        .hasStackTraceContaining("NonDeterministicException");
  }

  private static void replay(String name, Path file) throws Exception {
    try (ResponseRig rig = new ResponseRig(10, new World(), new ScriptedResponse())) {
      assertThat(name).isNotBlank();
      WorkflowReplayer.replayWorkflowExecution(
          WorkflowHistoryLoader.readHistory(file.toFile()), rig.worker());
    }
  }

  private static void closed(ResponseRig rig, ResponseWorkflow response) {
    rig.awaitStep(response, ResponseStep.WATCH);
    decide(
        response,
        "ann",
        new Act.RecordCause(
            new RootCause(
                "Somebody wrote the password to a log.",
                RootCause.Category.COMMITTED_TO_SOURCE,
                "team")));
    decide(response, "ann", new Act.Close("done"));
  }

  private static void rolledOver(ResponseRig rig, ResponseWorkflow response, int minutes) {
    LostAuthorityTest.replace(rig, response, minutes);
    closed(rig, response);
  }

  /** Somebody uses the old one until it dies, so that the new one waits at its gate. */
  private static void useIsSeen(ResponseRig rig, ResponseWorkflow response) {
    rig.passUntil(rig::isBlocked);
    decide(response, "bob", new Act.ChangeMode(ResponseMode.REVOKE_FIRST, "a login from outside"));
    closed(rig, response);
  }

  /** A pipeline is theirs to pause; and a role that was assumed is in use. */
  private static void leavesSomethingToPeople(ScriptedResponse world) {
    world.comesBack(1);
    world.asks("Pause the pipeline");
    world.reaches(
        new Clue.Principal("111111111111", "role/deploy"), ResponseRig.atRisk("deploy/role"));
  }

  /** Rekey acts by it, and somebody did so before it was reported. */
  private static void isRekeysOwn(ScriptedResponse world) {
    world.ledger().wields(LeakedRevoker.wielded(List.of("rekey-postgres-user"), SERVED));
    world.ledger().abusedBefore(new Fact("first call outside of Lambda", "::1", Instant.EPOCH));
  }

  private static void served(ResponseRig rig, ResponseWorkflow response) {
    rig.passUntil(() -> lines(response, "replaced by version") == 1 + SERVED.size());
    closed(rig, response);
  }

  private static void paused(ResponseRig rig, ResponseWorkflow response) {
    rig.pass(4); // somebody else is called
    decide(response, "ann", new Act.Approve(ByHand.BY_HAND, "paused"));
    rig.passUntil(() -> response.view().credentials().size() == 2);
    rig.passUntil(() -> lines(response, "replaced by version") == 2);
    decide(response, "ann", new Act.Approve(ByHand.BY_HAND + "-2", "paused too"));
    closed(rig, response);
  }

  private static void leaksAgain(ResponseRig rig, ResponseWorkflow response) {
    rig.passUntil(() -> lines(response, "replaced by version") == 1);
    AtRisk whole = ResponseRig.atRisk("orders/db");
    rig.report(
        response, "s/2", new AtRisk(whole.recovery(), whole.consumers(), List.of("the new one")));
    rig.passUntil(() -> lines(response, "replaced by version") == 2);
    closed(rig, response);
  }

  private static long lines(ResponseWorkflow response, String text) {
    return response.view().timeline().stream().filter(one -> one.text().contains(text)).count();
  }

  private static void dismissed(ResponseRig rig, ResponseWorkflow response) {
    rig.passUntil(() -> !response.view().questions().isEmpty());
    decide(response, "ann", new Act.Dismiss("a test key"));
    decide(response, "bob", new Act.Approve(People.DISMISS, "it is one"));
  }

  private static void decide(ResponseWorkflow response, String person, Act act) {
    response.decide(new Decision(person, act, Optional.of(Instant.EPOCH)));
  }
}
