package dev.rekey.exercise.programme;

import dev.rekey.exercise.scenario.Scenario;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is due when. SOC 2 CC7.2 asks for an exercise a year at least; the cases that together show
 * CC6.1 to CC6.3 and CC7.2 to CC7.5 are due yearly, the others by rota, so that each is played once
 * in two years.
 *
 * @param lines each scenario of the library
 * @param controls which criteria the exercises of the last year show
 * @param remediations what exercises left to be done, the most urgent first
 */
public record Programme(List<Line> lines, List<Coverage> controls, List<Remediation> remediations) {
  /** The yearly set, by the cases that they play. */
  private static final Set<String> YEARLY = Set.of("S01", "S03", "S09", "S11", "S16");

  private static final Period YEAR = Period.ofYears(1);
  private static final Period ROTA = Period.ofYears(2);

  /** Copies the lists. */
  public Programme {
    lines = List.copyOf(lines);
    controls = List.copyOf(controls);
    remediations = List.copyOf(remediations);
  }

  /**
   * One scenario.
   *
   * @param scenario its name
   * @param title one line
   * @param every in which time it is to be played again
   * @param last the latest that was run, if any
   * @param due the day by which it is to be played; the first day that is known if it never was
   * @param overdue whether that day is over: a finding
   */
  public record Line(
      String scenario,
      String title,
      Period every,
      Optional<PastExercise> last,
      LocalDate due,
      boolean overdue) {}

  /**
   * One criterion.
   *
   * @param control such as {@code CC7.2}
   * @param shown the scenarios that showed it within the last year
   * @param open those that would
   */
  public record Coverage(String control, List<String> shown, List<String> open) {}

  /**
   * The programme as it stands.
   *
   * @param library the scenarios
   * @param past the exercises that were run
   * @param since from when on the programme runs: what was never played is due a period later
   * @param today the day, in UTC
   */
  public static Programme of(
      List<Scenario> library, List<PastExercise> past, LocalDate since, LocalDate today) {
    List<Line> lines =
        library.stream()
            .map(one -> line(one, past, since, today))
            .sorted(Comparator.comparing(Line::due).thenComparing(Line::scenario))
            .toList();
    return new Programme(lines, coverage(library, lines, today), Remediation.open(past, today));
  }

  /** The lines that are findings. */
  public List<Line> overdue() {
    return lines.stream().filter(Line::overdue).toList();
  }

  /** What was to be done by now, and is not known to be done. */
  public List<Remediation> late() {
    return remediations.stream().filter(Remediation::overdue).toList();
  }

  private static Line line(
      Scenario one, List<PastExercise> past, LocalDate since, LocalDate today) {
    Period every = YEARLY.contains(one.reference()) ? YEAR : ROTA;
    Optional<PastExercise> last =
        past.stream()
            .filter(run -> run.scenario().equals(one.scenario()))
            .max(Comparator.comparing(PastExercise::started));
    LocalDate due = last.map(run -> day(run.started())).orElse(since).plus(every);
    return new Line(one.scenario(), one.title(), every, last, due, today.isAfter(due));
  }

  private static List<Coverage> coverage(
      List<Scenario> library, List<Line> lines, LocalDate today) {
    TreeMap<String, Set<String>> shown = new TreeMap<>();
    TreeMap<String, Set<String>> open = new TreeMap<>();
    for (Scenario one : library) {
      boolean lately =
          lines.stream()
              .filter(line -> line.scenario().equals(one.scenario()))
              .flatMap(line -> line.last().stream())
              .anyMatch(run -> day(run.started()).plus(YEAR).isAfter(today));
      for (String control : one.controls()) {
        (lately ? shown : open).computeIfAbsent(control, c -> new TreeSet<>()).add(one.scenario());
      }
    }
    return Stream.concat(shown.keySet().stream(), open.keySet().stream())
        .distinct()
        .sorted()
        .map(control -> new Coverage(control, names(shown, control), names(open, control)))
        .toList();
  }

  private static List<String> names(TreeMap<String, Set<String>> all, String control) {
    return List.copyOf(all.getOrDefault(control, Set.of()));
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }
}
