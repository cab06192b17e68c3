package dev.rekey.workflows.rotation;

import static dev.rekey.model.rotation.RotationStep.CONCLUDE;
import static dev.rekey.model.rotation.RotationStep.CREATE;
import static dev.rekey.model.rotation.RotationStep.DEPLOY;
import static dev.rekey.model.rotation.RotationStep.REVOKE;
import static dev.rekey.model.rotation.RotationStep.VERIFY;
import static dev.rekey.model.rotation.RotationStep.WITHDRAW;

import dev.rekey.model.FailureCode;
import dev.rekey.model.rotation.Force;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.workflows.world.Fault;
import dev.rekey.workflows.world.Requests;
import dev.rekey.workflows.world.Rig;
import dev.rekey.workflows.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** How each recorded history came about: one for every way in which a rotation can end or wait. */
final class Histories {
  static final Path FOLDER = Path.of("src/test/resources/histories");

  private static final RotationRequest ROUTINE = Requests.draining(Duration.ZERO);
  private static final RotationRequest RESPONSE =
      Requests.request(Requests.ALTERNATING, RotationReason.COMPROMISED);

  /** By file name. */
  static final Map<String, Story> STORIES = new TreeMap<>();

  static {
    add("rotated", ROUTINE, new World());
    add("rotated-after-drain", Requests.draining(Duration.ofMinutes(5)), new World());
    add("rotated-after-stuck-create", ROUTINE, stuck(CREATE, 6));
    add("rotated-in-compromise", RESPONSE, new World());
    add("withdrawn", ROUTINE, refused(DEPLOY));
    add("withdrawn-after-three-values", ROUTINE, refusing(3));
    add(
        "withdrawn-while-the-ledger-is-away",
        ROUTINE,
        refused(DEPLOY).failing(CONCLUDE, away(), 6));
    add("rotated-with-the-second-value", ROUTINE, refusing(1));
    add("rotated-in-compromise-with-the-second-value", RESPONSE, refusing(1));
    add("unfinished-revoke", ROUTINE, refused(REVOKE));
    add("unfinished-withdraw", ROUTINE, refused(DEPLOY).failing(WITHDRAW, refusal()));
    add("unfinished-in-compromise", RESPONSE, refused(CREATE));
    add("unfinished-gate", ROUTINE, new World().usedBy(Requests.BILLING));
    add("rotated-by-force", ROUTINE, used(), (rig, world) -> rig.workflow(ROUTINE).force(force()));
    add("rotated-after-block", ROUTINE, used(), Histories::moved);
    add(
        "withdrawn-on-request",
        ROUTINE,
        used(),
        (rig, world) -> rig.workflow(ROUTINE).withdraw(new Withdrawal("ada", "wrong week")));
    add(
        "withdrawn-after-block",
        ROUTINE,
        refused(VERIFY).stuckOnNew(Requests.BILLING),
        (rig, world) -> {
          world.goBack();
          rig.workflow(ROUTINE).lookAgain();
        });
    add(
        "withdrawn-by-force",
        ROUTINE,
        refused(VERIFY).stuckOnNew(Requests.BILLING),
        (rig, world) -> rig.workflow(ROUTINE).force(force()));
    add(
        "superseded",
        ROUTINE,
        used(),
        (rig, world) -> rig.workflow(ROUTINE).supersede("incident 7"));
    add(
        "superseded-while-stuck",
        ROUTINE,
        stuck(CREATE, 1_000),
        (rig, world) -> rig.workflow(ROUTINE).supersede("incident 7"));
  }

  private Histories() {}

  /** Writes every history anew. */
  static void record() throws IOException {
    Files.createDirectories(FOLDER);
    for (Map.Entry<String, Story> story : STORIES.entrySet()) {
      Files.writeString(FOLDER.resolve(story.getKey() + ".json"), story.getValue().play() + "\n");
    }
  }

  private static void add(String name, RotationRequest request, World world) {
    add(name, request, world, (rig, same) -> {});
  }

  private static void add(
      String name, RotationRequest request, World world, BiConsumer<Rig, World> midway) {
    STORIES.put(name, new Story(request, world, midway));
  }

  private static World used() {
    return new World().usedBy(Requests.BILLING);
  }

  private static Fault refusal() {
    return Fault.refusal(FailureCode.PERMISSION_DENIED);
  }

  private static World refused(RotationStep step) {
    return new World().failing(step, refusal());
  }

  private static Fault away() {
    return Fault.refusal(FailureCode.LEDGER_UNAVAILABLE);
  }

  private static World refusing(int values) {
    return new World().failing(CREATE, Fault.refusal(FailureCode.VALUE_REJECTED), values);
  }

  private static World stuck(RotationStep step, int times) {
    return new World().failing(step, Fault.refusal(FailureCode.TARGET_UNAVAILABLE), times);
  }

  private static Force force() {
    return new Force("ada", "grace", "decommissioned", Instant.EPOCH);
  }

  private static void moved(Rig rig, World world) {
    world.leave();
    rig.workflow(ROUTINE).lookAgain();
  }

  /** One rotation from start to end, with something in the middle. */
  record Story(RotationRequest request, World world, BiConsumer<Rig, World> midway) {
    /** Plays it, and answers its history as JSON. */
    String play() {
      try (Rig rig = new Rig(world)) {
        rig.rotations().start(Requests.due(request));
        rig.temporal().sleep(Duration.ofSeconds(40));
        midway.accept(rig, world);
        rig.outcome(request);
        return rig.temporal().getWorkflowClient().fetchHistory("rotation/orders/db").toJson(true);
      }
    }
  }
}
