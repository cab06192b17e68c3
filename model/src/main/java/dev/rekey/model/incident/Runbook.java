package dev.rekey.model.incident;

import dev.rekey.model.notice.Audience;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A document that executes: what is done about the compromise of a kind of credential.
 *
 * @param name the document's name, such as {@code postgres-user}
 * @param digest SHA-256 of the document's bytes, in hex: evidence says which version ran
 * @param title one line
 * @param kinds the kinds of credentials that it is for
 * @param mode what comes first
 * @param severity what it begins as; nothing: by the credentials' tier
 * @param deadlines by when
 * @param stability when the state counts as stable
 * @param guard whom a signal may not hurt unasked
 * @param steps what is done, in this order
 * @param audiences who is told of what
 * @param clocks the legal deadlines that may apply
 * @param prose what people read about each step
 */
public record Runbook(
    String name,
    String digest,
    String title,
    List<String> kinds,
    ResponseMode mode,
    Optional<Severity> severity,
    Deadlines deadlines,
    Stability stability,
    Guard guard,
    List<ResponseStep> steps,
    Map<Milestone, List<Audience>> audiences,
    List<LegalClock> clocks,
    Map<ResponseStep, String> prose) {
  /** Copies the collections. */
  public Runbook {
    kinds = List.copyOf(kinds);
    steps = List.copyOf(steps);
    audiences = Map.copyOf(audiences);
    clocks = List.copyOf(clocks);
    prose = Map.copyOf(prose);
  }

  /**
   * Times from the accepted signal on.
   *
   * @param acknowledged somebody has taken it; each such time again, others are called
   * @param contained everything is refused; people's thinking and the overlap do not count
   * @param stable and stays so
   * @param recovered the replacement is in use
   * @param overlap how long both versions may live in mode {@code overlap}
   * @param decision how long people may think in mode {@code hold} before somebody else is asked
   * @param silence for how long nothing alive may come up
   * @param review by when the cause is to be on record; each such time again, somebody is reminded
   */
  public record Deadlines(
      Duration acknowledged,
      Duration contained,
      Duration stable,
      Duration recovered,
      Duration overlap,
      Duration decision,
      Duration silence,
      Duration review) {}

  /**
   * When the state counts as stable.
   *
   * @param passes so many equal enumerations in a row
   * @param apart with so much time between them
   */
  public record Stability(int passes, Duration apart) {}

  /**
   * A signal is no proof. One that would stop more critical consumers than this waits: for a veto,
   * if a person gave it; for a second signal or a person's approval, if a machine did.
   *
   * @param criticalConsumers how many may be stopped unasked
   * @param veto how long a person's signal waits for a veto before it runs
   */
  public record Guard(int criticalConsumers, Duration veto) {}

  /** Who is told of this. */
  public List<Audience> audience(Milestone milestone) {
    return audiences.getOrDefault(milestone, List.of());
  }
}
