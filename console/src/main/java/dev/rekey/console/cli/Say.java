package dev.rekey.console.cli;

import dev.rekey.model.Word;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How facts read in the command's tables. */
final class Say {
  private Say() {}

  /** A time, to the second, in UTC. */
  static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** A word of an enum, in lower case. */
  static String word(Enum<?> word) {
    return Word.of(word);
  }

  /** A value's text, or a dash. */
  static String orDash(Optional<?> value) {
    return value.map(Object::toString).orElse("-");
  }

  /** A version's first eight characters: enough to tell two apart. */
  static String brief(Object version) {
    String text = version.toString();
    return text.length() > 8 ? text.substring(0, 8) : text;
  }

  /** Several things in one cell. */
  static String list(List<?> things) {
    return things.isEmpty()
        ? "-"
        : String.join(", ", things.stream().map(Object::toString).toList());
  }

  /** How long something took. */
  static String took(Instant from, Optional<Instant> to) {
    return to.map(end -> seconds(Duration.between(from, end))).orElse("-");
  }

  /** A time, and how long ago that is. */
  static String ago(Instant at, Instant now) {
    return time(at) + " (" + brief(Duration.between(at, now)) + ")";
  }

  /** A time that may be to come, and how long until then. */
  static String until(Instant at, Instant now) {
    return at.isAfter(now)
        ? time(at) + " (in " + brief(Duration.between(now, at)) + ")"
        : ago(at, now);
  }

  private static String brief(Duration duration) {
    if (duration.toDays() > 0) {
      return duration.toDays() + " d " + duration.toHoursPart() + " h";
    }
    return duration.toHours() > 0
        ? duration.toHours() + " h " + duration.toMinutesPart() + " min"
        : seconds(duration.isNegative() ? Duration.ZERO : duration);
  }

  private static String seconds(Duration duration) {
    long millis = duration.toMillis();
    return millis < 60_000
        ? String.format(Locale.ROOT, "%.1f s", millis / 1000.0)
        : duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
  }
}
