package dev.rekey.console.embedded.exercise;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rekey.exercise.scenario.Scenario;
import dev.rekey.exercise.score.Grade;
import dev.rekey.exercise.score.Scorecard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What each scenario of the library is known to score, played with seed 1 and three minutes of
 * silence at its end.
 *
 * @param lines one for each scenario
 */
record Baseline(List<Line> lines) {
  /** Where it is committed. */
  static final String FILE = "runbooks/exercises/baseline.json";

  /**
   * One scenario's.
   *
   * @param scenario its name
   * @param version of its document; scores of different ones are not comparable
   * @param score what it scored
   * @param grade what grade that was
   */
  record Line(String scenario, int version, double score, Grade grade) {}

  static Baseline committed() {
    try {
      return new Baseline(
          new ObjectMapper()
              .readValue(
                  Files.readString(Path.of("..", FILE)), new TypeReference<List<Line>>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }

  /** The same with this line for its scenario. */
  Baseline with(Line other) {
    return new Baseline(
        Stream.concat(
                lines.stream().filter(line -> !line.scenario().equals(other.scenario())),
                Stream.of(other))
            .toList());
  }

  /** The line of this scenario. */
  Line line(String scenario) {
    return lines.stream()
        .filter(line -> line.scenario().equals(scenario))
        .findFirst()
        .orElseThrow();
  }

  /** What is to be said of a score; nothing if it is what it was. */
  Optional<String> complaint(Scenario scenario, Scorecard card) {
    Line known = line(scenario.scenario());
    String scores = scenario.scenario() + " scores " + card.score() + ", grade " + card.grade();
    String was = known.score() + ", grade " + known.grade();
    if (known.version() != scenario.version()) {
      return Optional.of(
          "%s; its baseline is of version %d of the document, not of %d: write the new one into %s"
              .formatted(scores, known.version(), scenario.version(), FILE));
    }
    if (card.score() < known.score() || card.grade().compareTo(known.grade()) > 0) {
      return Optional.of(scores + "; its baseline is " + was + ": the response became worse");
    }
    return card.score() > known.score() || card.grade().compareTo(known.grade()) < 0
        ? Optional.of(scores + ", more than its baseline of " + was + ": raise it in " + FILE)
        : Optional.empty();
  }
}
