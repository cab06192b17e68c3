package dev.rekey.workflows.rollover;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.rollover.Obstacle;
import dev.rekey.model.rollover.RolloverState;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.workflows.rotation.ChildRotation;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Certificates of the new authority by the ordinary rotation, as children: what Rekey itself
 * depends on first and alone, then the most sensitive, a few at a time.
 */
final class Reissue {
  /** Those who wait at their gates take no place; to begin does. */
  private static final int AT_ONCE = 16;

  private static final Duration BETWEEN = Duration.ofSeconds(5);

  private final RolloverStanding standing;
  private final PhaseSteps steps;
  private final Patience patience;
  private final Chronicle chronicle;

  Reissue(RolloverStanding standing, PhaseSteps steps, Patience patience, Chronicle chronicle) {
    this.standing = standing;
    this.steps = steps;
    this.patience = patience;
    this.chronicle = chronicle;
  }

  /** Until no certificate under care is of the old authority. */
  void everything() {
    patience.until(
        () -> {
          List<DueCredential> due = steps.remaining().due();
          List<DueCredential> first =
              due.stream().filter(one -> standing.order().first().contains(secret(one))).toList();
          List<Obstacle> obstacles = round(first.isEmpty() ? due : first);
          return obstacles.isEmpty() && !due.isEmpty() ? again() : obstacles;
        });
  }

  /** What was replaced is seen to be before it counts; what joined meanwhile is found. */
  private List<Obstacle> again() {
    List<DueCredential> left = steps.remaining().due();
    return left.stream()
        .map(one -> new Obstacle(name(one), "has a certificate of another authority"))
        .toList();
  }

  private List<Obstacle> round(List<DueCredential> due) {
    Map<DueCredential, Promise<RotationOutcome>> running = new LinkedHashMap<>();
    for (DueCredential one : due) {
      running.put(one, ChildRotation.start(one.request()));
      if (running.size() % AT_ONCE == 0) {
        Workflow.await(BETWEEN, () -> running.values().stream().allMatch(Promise::isCompleted));
      }
    }
    List<Obstacle> failed = new ArrayList<>();
    while (!running.isEmpty()) {
      standing.become(RolloverState.WAITING, underWay(running));
      Workflow.await(() -> running.values().stream().anyMatch(Promise::isCompleted));
      running.entrySet().stream()
          .filter(one -> one.getValue().isCompleted())
          .toList()
          .forEach(
              ended -> {
                conclude(ended.getKey(), ended.getValue()).ifPresent(failed::add);
                running.remove(ended.getKey());
              });
      chronicle.write();
    }
    return failed;
  }

  private static List<Obstacle> underWay(Map<DueCredential, Promise<RotationOutcome>> running) {
    return running.keySet().stream()
        .map(
            one ->
                new Obstacle(name(one), "is being rotated; 'rekey status' has who is waited for"))
        .toList();
  }

  private Optional<Obstacle> conclude(DueCredential due, Promise<RotationOutcome> outcome) {
    try {
      return switch (outcome.get()) {
        case RotationOutcome.Rotated done -> {
          standing.note(secret(due) + " was re-issued as version " + done.version());
          yield Optional.empty();
        }
        case RotationOutcome.Withdrawn back ->
            Optional.of(failed(due, back.code() + ", " + back.reason()));
        case RotationOutcome.Unfinished open ->
            Optional.of(failed(due, open.code() + ", " + open.reason()));
        case RotationOutcome.Superseded over -> Optional.of(failed(due, "a response took over"));
      };
    } catch (ChildWorkflowFailure otherRotationRuns) {
      return Optional.of(failed(due, "another rotation is under way"));
    }
  }

  private static Obstacle failed(DueCredential due, String why) {
    return new Obstacle(name(due), "was not re-issued yet: " + why);
  }

  private static SecretId secret(DueCredential due) {
    return due.request().credential().secret();
  }

  private static String name(DueCredential due) {
    return secret(due) + " (" + due.owner() + ")";
  }
}
