package dev.rekey.exercise.clock;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Moves the clock of an exercise on: waits until everybody is quiet, and lets the next one go. A
 * query tells where a workflow stands: it is answered after all that came to the workflow before.
 */
public final class Conductor {
  /** In real time. Whoever is longer at work is broken, and the exercise with it. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final Duration MOMENT = Duration.ofMillis(2);

  private final ExerciseClock clock;
  private final Turns turns;
  private final OpenWorkflows open;
  private final Agenda agenda;
  private final Pace pace;
  private final WorkflowClient client;
  private final Supplier<Instant> awayUntil;
  private final Map<String, WorkflowStanding> standings = new TreeMap<>();

  Conductor(
      ExerciseClock clock,
      Turns turns,
      OpenWorkflows open,
      Agenda agenda,
      Pace pace,
      WorkflowClient client,
      Supplier<Instant> awayUntil) {
    this.awayUntil = awayUntil;
    this.clock = clock;
    this.turns = turns;
    this.open = open;
    this.agenda = agenda;
    this.pace = pace;
    this.client = client;
  }

  /**
   * Lets time pass until something is true, or nothing is to happen any more.
   *
   * @param until never later than this
   * @param over looked at whenever everybody is quiet
   * @return whether it came true
   * @throws IllegalStateException if a workflow does not answer
   */
  public boolean conduct(Instant until, BooleanSupplier over) {
    settle();
    while (!over.getAsBoolean()) {
      Optional<Instant> next = next().filter(at -> !at.isAfter(until));
      if (next.isEmpty()) {
        turns.moveTo(until);
        return false;
      }
      if (pace.reached(next.get())) {
        turns.moveTo(next.get());
        step();
      }
      settle();
    }
    return true;
  }

  /** When the next thing happens. */
  public Optional<Instant> next() {
    return Stream.concat(
            agenda.next().stream(),
            Stream.of(turns.next(), nextTimer()).flatMap(Optional::stream).map(this::onceBack))
        .min(Instant::compareTo);
  }

  private Instant onceBack(Instant due) {
    return due.isBefore(awayUntil.get()) ? awayUntil.get() : due;
  }

  private Optional<Instant> nextTimer() {
    return standings.values().stream()
        .flatMap(one -> one.next().stream())
        .min(Long::compareTo)
        .map(Instant::ofEpochMilli);
  }

  /** One thing at a time, in an order that hangs on nothing but the exercise. */
  private void step() {
    Optional<Runnable> happening = agenda.take(clock.instant());
    if (happening.isPresent()) {
      happening.get().run();
    } else if (!clock.instant().isBefore(awayUntil.get()) && !turns.letOneGo()) {
      ringOne();
    }
  }

  private void ringOne() {
    long now = clock.millis();
    standings.entrySet().stream()
        .filter(one -> one.getValue().next().filter(due -> due <= now).isPresent())
        .map(Map.Entry::getKey)
        .findFirst()
        .ifPresent(
            workflow -> client.newUntypedWorkflowStub(workflow).signal(ClockedWorkflow.CLOCK, now));
  }

  /** Waits in real time until everybody waits for the clock, or for people. */
  private void settle() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!settled()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "The exercise stands still: running " + turns.running() + ", open " + standings);
      }
    }
  }

  private boolean settled() {
    if (!turns.awaitIdle(PATIENCE)) {
      return false;
    }
    boolean quiet = true;
    for (String workflow : open.takeStirred()) {
      if (!isQuiet(workflow)) {
        open.stir(workflow);
        quiet = false;
      }
    }
    return quiet && turns.atRest(underWay()) && open.isQuiet();
  }

  private boolean isQuiet(String workflow) {
    if (open.isEnding(workflow)) {
      return isOver(workflow);
    }
    Optional<WorkflowStanding> standing = ask(workflow);
    if (open.isEnding(workflow)) { // it came to its end while it was asked
      return isOver(workflow);
    }
    standing.ifPresent(one -> standings.put(workflow, one));
    return standing.isPresent()
        && standing.get().errands() == 0
        && standing.get().children().stream().allMatch(open::isOpen)
        && turns.awaitCalls(standing.get().calls(), MOMENT.multipliedBy(10));
  }

  private boolean isOver(String workflow) {
    try {
      WorkflowExecutionStatus status =
          client.newUntypedWorkflowStub(workflow).describe().getStatus();
      if (status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
        turns.awaitCalls(Set.of("the server"), MOMENT);
        return false;
      }
    } catch (WorkflowNotFoundException never) {
      standings.remove(workflow);
    }
    standings.remove(workflow);
    open.ended(workflow);
    return true;
  }

  /** Nothing if it cannot answer just now. */
  private Optional<WorkflowStanding> ask(String workflow) {
    try {
      return Optional.of(
          client
              .newUntypedWorkflowStub(workflow)
              .query(ClockedWorkflow.CLOCK, WorkflowStanding.class));
    } catch (WorkflowServiceException notNow) {
      turns.awaitCalls(Set.of("the server"), MOMENT);
      return Optional.empty();
    }
  }

  /** The updates that workflows are at work on. */
  private Set<String> underWay() {
    return standings.values().stream()
        .flatMap(one -> one.updates().stream())
        .collect(Collectors.toSet());
  }
}
