package dev.rekey.exercise.run;

import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.score.Happening.Manner;
import dev.rekey.exercise.world.Journal;
import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.workflows.response.Responses;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.Optional;

/** People who act in an incident, through the same door as real ones. */
final class Participants {
  private static final String UNANSWERED =
      "the response did not answer: whether it was done is unknown; look at the status, and say it"
          + " again if it was not";

  private final Responses responses;
  private final Journal journal;
  private final Instant knownSince;

  /**
   * Takes the door.
   *
   * @param knownSince since when the door counts them as persons
   */
  Participants(Responses responses, Journal journal, Instant knownSince) {
    this.responses = responses;
    this.journal = journal;
    this.knownSince = knownSince;
  }

  /** Does it, if it is theirs to do; says why not, if it is not, or if nobody answered. */
  Optional<String> act(IncidentId incident, String by, Act act) {
    try {
      responses.decide(incident, new Decision(by, act, Optional.of(knownSince)));
      seen(act).ifPresent(action -> note(action, by, act, ""));
      return Optional.empty();
    } catch (WorkflowNotFoundException over) {
      return Optional.of(refused(by, act, "the incident is over"));
    } catch (WorkflowUpdateException failure) {
      return Optional.of(
          failure.getCause() instanceof ApplicationFailure known
              ? refused(by, act, known.getOriginalMessage())
              : unanswered(by, act));
    } catch (WorkflowException silent) {
      return Optional.of(unanswered(by, act));
    }
  }

  private String unanswered(String by, Act act) {
    note(Action.UNANSWERED, by, act, ". " + UNANSWERED);
    return UNANSWERED;
  }

  /** Nobody can act in an incident that is not there. */
  String tooEarly(String by, Act act, String next) {
    String why = "There is no incident yet";
    note(Action.TOO_EARLY, by, act, ". " + why + ": " + next);
    return why;
  }

  /** Somebody answered a question of the scenario that was not asked yet. */
  void tooEarly(String by, String question) {
    String text = by + ": an answer to " + question + ", which was not asked yet";
    journal.note(Action.TOO_EARLY, by, by, Manner.IMPROVISED, text);
  }

  /** Only what the response says is a refusal; that nobody answered is none. */
  private String refused(String by, Act act, String why) {
    note(Action.REFUSED, by, act, ". " + why);
    return why;
  }

  private void note(Action action, String by, Act act, String more) {
    String what = act.getClass().getSimpleName();
    journal.note(action, by, by, Manner.DOCUMENTED, by + ": " + what + more);
  }

  /** What else people do is on the timeline, if it is to be seen at all. */
  static Optional<Action> seen(Act act) {
    return switch (act) {
      case Act.Approve yes -> Optional.of(Action.APPROVED);
      case Act.RecordCause cause -> Optional.of(Action.CAUSE);
      case Act.AddRemedy remedy -> Optional.of(Action.REMEDY);
      case Act.Refuse no -> Optional.empty();
      case Act.ChangeMode change -> Optional.empty();
      case Act.Escalate more -> Optional.empty();
      case Act.Concerns one -> Optional.empty();
      case Act.HandOver to -> Optional.empty();
      case Act.Acknowledge mine -> Optional.empty();
      case Act.Note note -> Optional.empty();
      case Act.ByHand mine -> Optional.empty();
      case Act.Suspect suspect -> Optional.empty();
      case Act.SuspectEvidence doubtful -> Optional.empty();
      case Act.BreakGlass open -> Optional.empty();
      case Act.ReviewBreakGlass review -> Optional.empty();
      case Act.Dismiss dismissal -> Optional.empty();
      case Act.Close end -> Optional.empty();
    };
  }
}
