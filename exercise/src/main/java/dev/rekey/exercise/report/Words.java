package dev.rekey.exercise.report;

import dev.rekey.model.incident.IncidentView.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How times and figures read. */
final class Words {
  private static final int TWO_MINUTES = 120;

  private Words() {}

  /** Such as {@code 12.5 s}, {@code 4 min 10 s}, {@code 2 h 5 min}, {@code 3 d 2 h}. */
  static String time(Duration time) {
    if (time.isNegative()) {
      return "-" + time(time.negated());
    }
    if (time.toSeconds() < TWO_MINUTES) {
      String seconds = String.format(Locale.ROOT, "%.1f", time.toMillis() / 1000.0);
      return (seconds.endsWith(".0") ? seconds.substring(0, seconds.length() - 2) : seconds) + " s";
    }
    if (time.toHours() < 1) {
      return two(time.toMinutes(), "min", time.toSecondsPart(), "s");
    }
    return time.toDays() < 1
        ? two(time.toHours(), "h", time.toMinutesPart(), "min")
        : two(time.toDays(), "d", time.toHoursPart(), "h");
  }

  private static String two(long much, String unit, long rest, String smaller) {
    return much + " " + unit + (rest == 0 ? "" : " " + rest + " " + smaller);
  }

  /** The time, or that there is none. */
  static String time(Optional<Duration> time) {
    return time.map(Words::time).orElse("never");
  }

  /** The four durations by their names. */
  static Map<String, String> durations(Durations all) {
    Map<String, String> named = new LinkedHashMap<>();
    named.put("TTD, from exposure to signal", time(all.toDetect()));
    named.put("TTN, from signal to the first who was told", time(all.toNotify()));
    named.put("TTC, from signal to the last refusal seen", time(all.toContain()));
    named.put("TTR, from signal to the last replacement in use", time(all.toRecover()));
    return named;
  }

  /** Without a decimal where there is none to tell. */
  static String points(double points) {
    return points == Math.rint(points)
        ? Long.toString((long) points)
        : String.format(Locale.ROOT, "%.1f", points);
  }
}
