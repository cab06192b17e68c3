package dev.rekey.model.incident;

import dev.rekey.model.credential.SecretId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An incident as it stands.
 *
 * @param id its name
 * @param runbook name and digest of the document that runs
 * @param severity how bad
 * @param mode what came first
 * @param state in one word
 * @param lead who leads, if anybody took it
 * @param credentials each one, and the last step that is done for it; nothing is done yet if empty
 * @param questions what waits for people
 * @param clocks what laws ask, and until when
 * @param durations what was measured
 * @param cause the root cause, once it is on record
 * @param remedies what is to be done
 * @param suspects who is left out
 * @param timeline what happened
 */
public record IncidentView(
    IncidentId id,
    String runbook,
    Severity severity,
    ResponseMode mode,
    State state,
    Optional<String> lead,
    Map<SecretId, Optional<ResponseStep>> credentials,
    List<OpenQuestion> questions,
    Map<LegalClock, Instant> clocks,
    Durations durations,
    Optional<RootCause> cause,
    List<Remedy> remedies,
    List<String> suspects,
    List<TimelineEntry> timeline) {
  /** Copies the collections. */
  public IncidentView {
    credentials = Map.copyOf(credentials);
    questions = List.copyOf(questions);
    clocks = Map.copyOf(clocks);
    remedies = List.copyOf(remedies);
    suspects = List.copyOf(suspects);
    timeline = List.copyOf(timeline);
  }

  /** The same with this timeline. */
  public IncidentView with(List<TimelineEntry> lines) {
    return new IncidentView(
        id,
        runbook,
        severity,
        mode,
        state,
        lead,
        credentials,
        questions,
        clocks,
        durations,
        cause,
        remedies,
        suspects,
        lines);
  }

  /** Where an incident can stand: NIST SP 800-61r3's stages, and what comes before and after. */
  public enum State {
    WAITING,
    CONTAINING,
    ERADICATING,
    RECOVERING,
    WATCHING,
    REVIEWING,
    DISMISSED,
    CLOSED;

    /** Whether nothing happens any more. */
    public boolean isEnd() {
      return this == DISMISSED || this == CLOSED;
    }
  }

  /**
   * The four durations of a response; absent until measured.
   *
   * @param toDetect from exposure to signal
   * @param toNotify from signal to the first receipt of a notice
   * @param toContain from signal to the last refusal seen
   * @param toRecover from signal to the last replacement in use
   */
  public record Durations(
      Optional<Duration> toDetect,
      Optional<Duration> toNotify,
      Optional<Duration> toContain,
      Optional<Duration> toRecover) {}
}
