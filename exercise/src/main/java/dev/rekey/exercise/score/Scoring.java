package dev.rekey.exercise.score;

import dev.rekey.exercise.scenario.Scenario;
import dev.rekey.exercise.scenario.Scenario.Expectation;
import dev.rekey.exercise.scenario.Scenario.Forbidden;
import dev.rekey.exercise.scenario.Scenario.Question;
import dev.rekey.exercise.score.Mark.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Holds what happened against the scenario. Full marks until the limit, then down in a straight
 * line to nothing at three times the limit; what is forbidden costs its weight each time, three
 * times at most. One critical line missed: no better than M; more of them: U.
 */
public final class Scoring {
  private static final int GRACE = 3;
  private static final int MOST_TIMES = 3;

  private final Scenario scenario;
  private final Observed observed;
  private final Map<String, Optional<Happening>> met;

  private Scoring(Scenario scenario, Observed observed) {
    this.scenario = scenario;
    this.observed = observed;
    this.met =
        scenario.expect().stream().collect(Collectors.toMap(Expectation::id, this::deciding));
  }

  /** The same for the same: nothing but its arguments goes into it. */
  public static Scorecard score(Scenario scenario, Observed observed) {
    return new Scoring(scenario, observed).card();
  }

  private Scorecard card() {
    List<Mark> marks = new ArrayList<>();
    scenario.expect().forEach(one -> marks.add(expected(one)));
    scenario.forbid().forEach(one -> marks.add(forbidden(one)));
    scenario.decisions().forEach(one -> marks.add(decided(one)));
    observed.neverCame().forEach(one -> marks.add(missing(one)));
    double most =
        scenario.expect().stream().mapToInt(Expectation::weight).sum()
            + scenario.decisions().stream().mapToInt(Question::weight).sum();
    double points = marks.stream().mapToDouble(Mark::points).sum();
    double score = Math.round(Math.max(0, points / most) * 1000) / 10.0;
    List<String> capped = marks.stream().filter(Mark::caps).map(Mark::id).toList();
    Grade cap = capped.isEmpty() ? Grade.P : capped.size() == 1 ? Grade.M : Grade.U;
    return new Scorecard(score, Grade.of(score).atBest(cap), capped, marks, observed.durations());
  }

  private Mark expected(Expectation one) {
    Optional<Happening> done = met.getOrDefault(one.id(), Optional.empty());
    boolean inOrder = done.map(last -> inOrder(one, last)).orElse(true);
    double share = inOrder ? done.map(last -> share(last.at(), one.within())).orElse(0.0) : 0;
    Verdict verdict =
        done.isEmpty() ? Verdict.MISSED : inOrder ? verdict(share) : Verdict.OUT_OF_ORDER;
    return new Mark(
        one.id(),
        one.action().word() + about(one.target()),
        one.why(),
        verdict,
        one.critical(),
        one.weight(),
        one.weight() * share,
        Optional.of(one.within()),
        done.map(Happening::at),
        done.map(Happening::manner));
  }

  /** What decides when it was done: of each target the first, and of those the last. */
  private Optional<Happening> deciding(Expectation one) {
    if (one.target().isEmpty()) {
      return first(one, Optional.empty());
    }
    List<Happening> each =
        one.target().stream().flatMap(target -> first(one, Optional.of(target)).stream()).toList();
    return each.size() < one.target().size()
        ? Optional.empty()
        : each.stream().reduce((a, b) -> a.at().compareTo(b.at()) > 0 ? a : b);
  }

  private Optional<Happening> first(Expectation one, Optional<String> target) {
    return observed.happenings().stream()
        .filter(seen -> seen.action() == one.action())
        .filter(seen -> target.isEmpty() || target.equals(seen.target()))
        .findFirst();
  }

  private boolean inOrder(Expectation one, Happening done) {
    return one.after().stream()
        .map(met::get)
        .map(Objects::requireNonNull) // the document's rules: what is named is above
        .allMatch(before -> before.isPresent() && before.get().at().compareTo(done.at()) <= 0);
  }

  private static double share(Duration at, Duration within) {
    if (at.compareTo(within) <= 0) {
      return 1;
    }
    double over = at.minus(within).toMillis();
    return Math.max(0, 1 - over / (within.toMillis() * (GRACE - 1.0)));
  }

  private static Verdict verdict(double share) {
    return share >= 1 ? Verdict.MET : share > 0 ? Verdict.LATE : Verdict.MISSED;
  }

  private Mark forbidden(Forbidden one) {
    List<Happening> done =
        observed.happenings().stream().filter(seen -> breaks(one, seen)).toList();
    return new Mark(
        one.id(),
        "never " + one.action().word() + about(one.target()),
        one.why(),
        done.isEmpty() ? Verdict.KEPT : Verdict.DONE_THOUGH_FORBIDDEN,
        one.critical(),
        one.weight(),
        -one.weight() * (double) Math.min(MOST_TIMES, done.size()),
        Optional.empty(),
        done.stream().findFirst().map(Happening::at),
        done.stream().findFirst().map(Happening::manner));
  }

  private boolean breaks(Forbidden one, Happening seen) {
    Optional<Duration> metAt =
        one.before().flatMap(id -> met.getOrDefault(id, Optional.empty())).map(Happening::at);
    return seen.action() == one.action()
        && (one.target().isEmpty() || seen.target().filter(one.target()::contains).isPresent())
        && one.from().filter(from -> seen.at().compareTo(from) < 0).isEmpty()
        && one.until().filter(until -> seen.at().compareTo(until) >= 0).isEmpty()
        && (one.before().isEmpty() || metAt.filter(at -> at.compareTo(seen.at()) <= 0).isEmpty());
  }

  private Mark decided(Question one) {
    Optional<Answer> given =
        observed.answers().stream()
            .filter(answer -> answer.question().equals(one.id()))
            .findFirst();
    boolean right = given.filter(answer -> answer.choice().equals(one.correct())).isPresent();
    double share =
        right
            ? given.map(answer -> share(answer.at().minus(one.at()), one.window())).orElse(0.0)
            : 0;
    Verdict verdict = given.isEmpty() ? Verdict.MISSED : right ? verdict(share) : Verdict.WRONG;
    return new Mark(
        one.id(),
        one.ask(),
        one.why(),
        verdict,
        false,
        one.weight(),
        one.weight() * share,
        Optional.of(one.at().plus(one.window())),
        given.map(Answer::at),
        given.map(answer -> Happening.Manner.DOCUMENTED));
  }

  /** It is to be learned from; what it should have brought about has a line of its own. */
  private static Mark missing(NeverCame one) {
    return new Mark(
        one.id(),
        one.by() + " to act: " + one.what(),
        one.why(),
        Verdict.MISSED,
        false,
        0,
        0,
        Optional.of(one.due()),
        Optional.empty(),
        Optional.empty());
  }

  private static String about(List<String> targets) {
    return targets.isEmpty() ? "" : " of " + String.join(", ", targets);
  }
}
