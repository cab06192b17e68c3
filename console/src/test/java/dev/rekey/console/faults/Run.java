package dev.rekey.console.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.rotation.ResponseSteps;
import dev.rekey.activities.rotation.RotationLog.OpenRotation;
import dev.rekey.activities.testing.InMemoryTarget;
import dev.rekey.activities.testing.Striking;
import dev.rekey.activities.testing.World;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.rotation.Force;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.workflows.rotation.Rotations;
import dev.rekey.workflows.rotation.Started;
import dev.rekey.workflows.rotation.Withdrawal;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowTargetOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One rotation of one credential, from start to end, under the script of its seed. */
final class Run implements AutoCloseable {
  /** How a response stops that took an older version for the current one. */
  private static final Set<FailureCode> STOPPED =
      EnumSet.of(FailureCode.FOREIGN_WRITE, FailureCode.IDLE_USER_IN_USE);

  private final World<InMemoryTarget> world;
  private final Script script;
  private final Promises promises;
  private final Functions functions;
  private final MortalWorker worker;
  private volatile CompletableFuture<Optional<Started>> wished =
      CompletableFuture.completedFuture(Optional.empty());

  Run(PostgresUser spec, long seed) {
    this.world = World.of(spec);
    this.script = new Script(seed, world);
    this.promises = new Promises(world);
    world.target().logIn(spec.identities().getFirst());
    world.target().lagBy(script.replicaLag());
    world.store().lagBy(script.storeLag());
    this.functions =
        new Functions(world.steps(script), script, this::consumerMoves, this::workerDies);
    this.worker = new MortalWorker(functions);
    script.when(this::wish, promises::look);
  }

  /** Plays it; fails, with all that happened, if a promise is broken. */
  void play(RotationReason reason) throws Exception {
    try {
      List<RotationOutcome> outcomes = outcomes(reason);
      script.quiet();
      settled(outcomes, reason);
      functions.deliverLate(this::ended);
      settled(outcomes, reason);
    } catch (WorkflowFailedException e) {
      throw e;
    } catch (AssertionError | Exception e) {
      throw new AssertionError(script.trace() + ": " + e.getMessage(), e);
    }
  }

  private List<RotationOutcome> outcomes(RotationReason reason) throws Exception {
    if (!reason.oldIsTrusted()) {
      promises.compromised();
    }
    Started started = new Rotations(worker.client()).start(due(reason));
    List<RotationOutcome> outcomes = new ArrayList<>(List.of(outcome(started)));
    Optional<Started> response = wished.get(120, TimeUnit.SECONDS);
    if (response.isPresent() && !response.get().joined()) {
      outcomes.add(outcome(response.get()));
    }
    boolean responded = response.filter(one -> !one.joined()).isPresent();
    if (mustBeRunAgain(outcomes.getLast(), responded)) {
      script.quiet();
      outcomes.add(outcome(new Rotations(worker.client()).start(due(RotationReason.COMPROMISED))));
    }
    script.note(outcomes.toString());
    return outcomes;
  }

  /**
   * A response that begins while the store still shows the labels of a moment ago takes an older
   * version for the current one. It notices, stops, and is to be run again: that is its advice. So
   * does a response that could only join what it had refused.
   */
  private boolean mustBeRunAgain(RotationOutcome outcome, boolean responded) {
    if (world.log().held(world.spec().secret())) {
      return !responded || !(outcome instanceof RotationOutcome.Rotated);
    }
    return script.storeLag() > 0
        && script.wish() == Script.Wish.RESPOND
        && outcome instanceof RotationOutcome.Unfinished unfinished
        && STOPPED.contains(unfinished.code());
  }

  private RotationOutcome outcome(Started started) throws Exception {
    return worker
        .waiting()
        .newUntypedWorkflowStub(
            WorkflowTargetOptions.newBuilder()
                .setWorkflowId(started.workflowId())
                .setRunId(started.runId())
                .build())
        .getResult(240, TimeUnit.SECONDS, RotationOutcome.class);
  }

  private DueCredential due(RotationReason reason) {
    RotationRequest request =
        new RotationRequest(
            world.spec(),
            reason,
            "ann",
            script.drain(),
            Duration.ofDays(7),
            Duration.ofMinutes(30));
    return new DueCredential(request, Tier.HIGH, "ann", Instant.EPOCH);
  }

  private boolean ended(VersionId version) {
    return world.log().find(version).filter(OpenRotation::ended).isPresent();
  }

  private void consumerMoves() {
    VersionId current = world.current();
    world.consumerCatchesUp();
    world.spec().identities().forEach(world.target()::logOut);
    world.target().logIn(world.identity(current));
    script.note("consumer moves");
  }

  /** By another thread: that of the dead worker is interrupted, and could not start a new one. */
  private void workerDies() {
    CompletableFuture.runAsync(worker::dieAndStart).join();
  }

  /** People do not wait for the function that runs at this moment. */
  private void wish() {
    wished = CompletableFuture.supplyAsync(this::ask);
  }

  private Optional<Started> ask() {
    Rotations rotations = new Rotations(worker.client());
    try {
      switch (script.wish()) {
        case NOTHING -> {}
        case WITHDRAW ->
            rotations.of(world.spec().secret()).withdraw(new Withdrawal("bob", "wrong week"));
        case FORCE ->
            rotations
                .of(world.spec().secret())
                .force(new Force("bob", "cleo", "decommissioned", Instant.EPOCH));
        case HOLD -> {
          promises.compromised();
          world.log().hold();
          functions.contain(new ResponseSteps(world.ports(Striking.NONE)), world.spec());
          return Optional.of(rotations.start(due(RotationReason.COMPROMISED)));
        }
        case RESPOND -> {
          promises.compromised();
          return Optional.of(rotations.start(due(RotationReason.COMPROMISED)));
        }
      }
    } catch (WorkflowException declined) { // too late, or nothing to ask for
      script.note("declined");
    }
    return Optional.empty();
  }

  private void settled(List<RotationOutcome> outcomes, RotationReason reason) {
    RotationOutcome last = outcomes.getLast();
    VersionId survivor = survivor(last);
    if (last instanceof RotationOutcome.Withdrawn) {
      assertThat(script.wish())
          .as("whoever goes back was asked to")
          .isEqualTo(Script.Wish.WITHDRAW);
      assertThat(reason.oldIsTrusted()).as("a leaked version is never restored").isTrue();
    }
    assertThat(world.current()).as("current").isEqualTo(survivor);
    assertThat(world.label(VersionStage.AWSPENDING)).as("pending").isEmpty();
    promises.onlyOneLives(survivor);
    assertThat((long) world.log().rotatedCount())
        .as("rotations recorded")
        .isBetween(
            count(outcomes, RotationOutcome.Rotated.class),
            // A revoke may have ended unheard before a response took over.
            count(outcomes, RotationOutcome.Rotated.class)
                + count(outcomes, RotationOutcome.Superseded.class));
  }

  private static VersionId survivor(RotationOutcome last) {
    return switch (last) {
      case RotationOutcome.Rotated rotated -> rotated.version();
      case RotationOutcome.Withdrawn withdrawn -> World.FIRST;
      case RotationOutcome.Unfinished unfinished ->
          throw new AssertionError("it had every chance to end");
      case RotationOutcome.Superseded superseded -> throw new AssertionError("nobody took over");
    };
  }

  private static long count(
      List<RotationOutcome> outcomes, Class<? extends RotationOutcome> ending) {
    return outcomes.stream().filter(ending::isInstance).count();
  }

  @Override
  public void close() {
    worker.close();
  }
}
