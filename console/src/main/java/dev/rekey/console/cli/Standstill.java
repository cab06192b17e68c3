package dev.rekey.console.cli;

import dev.rekey.console.api.RotationHistory;
import dev.rekey.console.api.RunningRotation;
import dev.rekey.model.rotation.LastFailure;
import dev.rekey.model.rotation.RotationProgress;
import dev.rekey.model.rotation.UserOfOld;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why a rotation stands still and how one ended, for whoever is woken by it. */
final class Standstill {
  private Standstill() {}

  /**
   * A fact with its name.
   *
   * @param name in a word or two
   * @param text the rest of the line
   */
  record Line(String name, String text) {
    void print(PrintWriter out) {
      out.printf("%-14s %s%n", name, text);
    }
  }

  /** Where a running rotation stands, since when, what or who is in the way, and what to do. */
  static List<Line> lines(RotationProgress progress, Instant now) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        new Line(
            "stands at",
            "%s: %s since %s"
                .formatted(
                    Say.word(progress.step()),
                    Say.word(progress.state()),
                    Say.ago(progress.since(), now))));
    progress.users().forEach(user -> lines.add(new Line("in the way", user.sentence())));
    progress.failure().ifPresent(failure -> lines.addAll(lines("fails with", failure, now)));
    progress.advice().ifPresent(advice -> lines.add(new Line("advice", advice)));
    progress.goingBack().ifPresent(why -> lines.addAll(lines("goes back for", why, now)));
    return lines;
  }

  private static List<Line> lines(String name, LastFailure failure, Instant now) {
    return List.of(
        new Line(
            name,
            "%s at %s (%s since %s, last %s)"
                .formatted(
                    failure.code(),
                    Say.word(failure.step()),
                    failure.attempts() == 1 ? "once" : failure.attempts() + " times",
                    Say.ago(failure.since(), now),
                    Say.time(failure.at()))),
        new Line("reason", failure.reason()));
  }

  /** Several rotations that stand still, one below the other. */
  static void print(List<RunningRotation> rotations, Instant now, PrintWriter out) {
    for (RunningRotation rotation : rotations) {
      out.println();
      out.println(rotation.secret().value());
      lines(rotation.progress(), now).forEach(line -> line.print(out));
    }
  }

  /** The same in one line that changes only when there is news: no counters, no clocks. */
  static String sentence(RotationProgress progress) {
    String where = Say.word(progress.step()) + ": " + Say.word(progress.state());
    String users =
        progress.users().stream().map(UserOfOld::sentence).collect(Collectors.joining("; "));
    return where
        + (users.isEmpty() ? "" : " because " + users)
        + progress.failure().map(failure -> ", " + sentence(failure)).orElse("")
        + progress.goingBack().map(why -> ", goes back because of " + sentence(why)).orElse("")
        + progress.advice().map(advice -> ". " + advice).orElse("");
  }

  private static String sentence(LastFailure failure) {
    return failure.code() + ": " + failure.reason();
  }

  /** Why a rotation ended as it did; nothing if it reached its goal or runs. */
  static Optional<String> why(RotationHistory history) {
    return history.why().map(why -> step(history) + why);
  }

  private static String step(RotationHistory history) {
    return history.failedAt().map(Say::word).map(step -> step + " ").orElse("")
        + history.code().map(code -> code + ": ").orElse("");
  }
}
