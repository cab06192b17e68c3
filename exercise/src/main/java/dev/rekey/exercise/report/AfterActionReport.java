package dev.rekey.exercise.report;

import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.scenario.Scenario;
import dev.rekey.exercise.score.Happening;
import dev.rekey.exercise.score.Mark;
import dev.rekey.exercise.score.Observed;
import dev.rekey.exercise.score.Scorecard;
import dev.rekey.exercise.sweep.SweepFigures;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an exercise was, what it was worth, and what is to be done (NIST SP 800-84, 4.4).
 *
 * @param exercise the run's id
 * @param scenario what was played
 * @param digest SHA-256 of the scenario's document, in hex
 * @param runbooks name and digest of each runbook that ran
 * @param seed what chance was drawn from
 * @param how in words: a rehearsal, or with people
 * @param started when it was played, by the wall clock
 * @param took how long that was, by the wall clock
 * @param participants who took part; simulated ones say so
 * @param said what people decided, and what the facilitator added
 * @param observed what happened
 * @param card what it was worth
 * @param improvements what is to be done
 * @param sweep what held when this document was played with everything that may go wrong, if it was
 */
public record AfterActionReport(
    String exercise,
    Scenario scenario,
    String digest,
    List<String> runbooks,
    long seed,
    String how,
    Instant started,
    Duration took,
    List<String> participants,
    List<Said> said,
    Observed observed,
    Scorecard card,
    List<Improvement> improvements,
    Optional<SweepFigures> sweep) {
  /** What stands before every title, so that nobody takes it for the real thing. */
  public static final String MARK = "EXERCISE";

  private static final Set<Action> UNDONE =
      EnumSet.of(Action.REFUSED, Action.TOO_EARLY, Action.UNANSWERED);
  private static final int DAYS_IF_CRITICAL = 14;
  private static final int DAYS = 30;

  /** Copies the lists. */
  public AfterActionReport {
    runbooks = List.copyOf(runbooks);
    participants = List.copyOf(participants);
    said = List.copyOf(said);
    improvements = List.copyOf(improvements);
  }

  /**
   * Something that somebody decided.
   *
   * @param at after the signal
   * @param by who
   * @param what in a sentence
   */
  public record Said(Duration at, String by, String what) {}

  /**
   * Something to be done.
   *
   * @param finding the line of the scenario that it comes from
   * @param what in a sentence
   * @param owner who answers for it
   * @param due the day by which it is done, in UTC
   */
  public record Improvement(String finding, String what, String owner, LocalDate due) {}

  /**
   * One thing to do for each finding. Until somebody takes it over it is the owner's, and due in 14
   * days if it was critical, else in 30.
   *
   * @param owner who answers until somebody takes it over
   */
  public static List<Improvement> improvements(Scorecard card, String owner, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return card.marks().stream()
        .filter(Mark::finding)
        .map(
            mark ->
                new Improvement(
                    mark.id(),
                    "Find out why \""
                        + mark.what()
                        + "\" was "
                        + mark.verdict().words()
                        + ", and mend it: "
                        + mark.why(),
                    owner,
                    today.plusDays(mark.critical() ? DAYS_IF_CRITICAL : DAYS)))
        .toList();
  }

  /** The title, marked. */
  public String title() {
    return MARK + ": " + scenario.title();
  }

  /** The lines from which something is to be learned. */
  public List<Mark> findings() {
    return card.marks().stream().filter(Mark::finding).toList();
  }

  /** What people wanted to do and was refused, came too early, or was not answered. */
  public List<Happening> undone() {
    return observed.happenings().stream().filter(one -> UNDONE.contains(one.action())).toList();
  }

  /** What happened, without the many tries of one opponent after the first of each kind. */
  public List<Happening> highlights() {
    Set<List<Object>> told = new HashSet<>();
    return observed.happenings().stream()
        .filter(
            one ->
                one.manner() != Happening.Manner.OUTSIDE
                    || told.add(List.of(one.action(), one.target(), one.text())))
        .toList();
  }
}
