package dev.rekey.exercise.programme;

import dev.rekey.exercise.report.AfterActionReport.Improvement;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an exercise left to be done, and no later one of the same scenario showed to be mended. Who
 * plays again and finds the same again has no more time for it.
 *
 * @param exercise the one that found it first
 * @param scenario what was played
 * @param finding the line of the scenario
 * @param what what is to be done
 * @param owner who answers for it
 * @param due by when
 * @param overdue whether that day is over: a finding
 */
public record Remediation(
    String exercise,
    String scenario,
    String finding,
    String what,
    String owner,
    LocalDate due,
    boolean overdue) {
  /** What is open on this day, the most urgent first. */
  static List<Remediation> open(List<PastExercise> past, LocalDate today) {
    Map<String, Map<String, Remediation>> open = new LinkedHashMap<>();
    past.stream()
        .sorted(Comparator.comparing(PastExercise::started))
        .forEach(
            run ->
                open.compute(
                    run.scenario(), (scenario, before) -> after(run, Optional.ofNullable(before))));
    return open.values().stream()
        .flatMap(all -> all.values().stream())
        .map(one -> one.on(today))
        .sorted(Comparator.comparing(Remediation::due).thenComparing(Remediation::exercise))
        .toList();
  }

  private static Map<String, Remediation> after(
      PastExercise run, Optional<Map<String, Remediation>> before) {
    Map<String, Remediation> now = new LinkedHashMap<>();
    for (Improvement one : run.improvements()) {
      Remediation known =
          before
              .flatMap(all -> Optional.ofNullable(all.get(one.finding())))
              .orElseGet(() -> of(run, one));
      now.put(one.finding(), known);
    }
    return now;
  }

  private static Remediation of(PastExercise run, Improvement one) {
    return new Remediation(
        run.exercise(), run.scenario(), one.finding(), one.what(), one.owner(), one.due(), false);
  }

  private Remediation on(LocalDate today) {
    return new Remediation(exercise, scenario, finding, what, owner, due, today.isAfter(due));
  }
}
