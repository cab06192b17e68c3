package dev.rekey.exercise.run;

import dev.rekey.exercise.clock.ClockedTemporal;
import dev.rekey.exercise.scenario.Inject;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.workflows.response.Responses;
import io.temporal.client.WorkflowException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * People who are not there, and act as the scenario says. Nobody acts in an incident that does not
 * exist, nor answers what was not asked: who is early waits, as real people do.
 */
final class SimulatedPeople {
  private static final Duration LOOKS_AGAIN = Duration.ofSeconds(30);

  /** Whoever is not asked by then says it all the same, and hears why not. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final ClockedTemporal temporal;
  private final Participants participants;
  private final Responses responses;
  private final Supplier<Set<IncidentId>> incidents;
  private final List<Inject.PersonActs> early = new ArrayList<>();
  private int looks;

  /**
   * Takes the door by which they act.
   *
   * @param incidents those that exist so far
   */
  SimulatedPeople(
      ClockedTemporal temporal,
      Participants participants,
      Responses responses,
      Supplier<Set<IncidentId>> incidents) {
    this.temporal = temporal;
    this.participants = participants;
    this.responses = responses;
    this.incidents = incidents;
  }

  /** It is time for this. */
  void act(Inject.PersonActs one) {
    if (isEarly(one)) {
      participants.tooEarly(one.by(), one.does(), "it is done once there is one");
    } else {
      act(one, temporal.clock().instant().plus(PATIENCE));
    }
  }

  private boolean isEarly(Inject.PersonActs one) {
    synchronized (early) {
      return incidents.get().isEmpty() && early.add(one);
    }
  }

  /** There is an incident from now on; they hear of it, and then do what they wanted to. */
  void declared() {
    List<Inject.PersonActs> late;
    synchronized (early) {
      late = List.copyOf(early);
      early.clear();
    }
    Instant until = temporal.clock().instant().plus(PATIENCE);
    late.forEach(one -> lookAgain(one, until));
  }

  private void act(Inject.PersonActs one, Instant until) {
    Set<IncidentId> all = incidents.get();
    if (temporal.clock().instant().isBefore(until)
        && AwaitedActs.question(one.does())
            .filter(asked -> all.stream().allMatch(id -> waits(id, asked)))
            .isPresent()) {
      lookAgain(one, until);
    } else {
      all.forEach(id -> participants.act(id, one.by(), one.does()));
    }
  }

  private void lookAgain(Inject.PersonActs one, Instant until) {
    String name = "look %04d %s".formatted(++looks, one.by());
    temporal
        .agenda()
        .at(
            temporal.clock().instant().plus(LOOKS_AGAIN),
            () -> temporal.clock().begin(name, () -> act(one, until)));
  }

  /** Whether it may still be asked there. */
  private boolean waits(IncidentId incident, String question) {
    try {
      IncidentView view = responses.of(incident).view();
      return !view.state().isEnd()
          && view.questions().stream().noneMatch(open -> open.id().equals(question));
    } catch (WorkflowException silent) {
      return false; // the act itself tells what became of it
    }
  }
}
