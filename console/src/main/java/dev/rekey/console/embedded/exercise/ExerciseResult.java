package dev.rekey.console.embedded.exercise;

import dev.rekey.exercise.run.Outcome;
import dev.rekey.exercise.score.Grade;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an exercise came to.
 *
 * @param scenario its scenario's name
 * @param outcome how it went
 * @param report where its report is
 */
public record ExerciseResult(String scenario, Outcome outcome, Path report) {
  /** Whether the response is good enough to be left as it is. */
  public boolean good() {
    Grade grade = outcome.card().grade();
    return grade == Grade.P || grade == Grade.S;
  }

  /** For machines. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("scenario", scenario);
    json.put("score", outcome.card().score());
    json.put("grade", outcome.card().grade().name());
    json.put("ttd_s", seconds(outcome.card().durations().toDetect()));
    json.put("ttn_s", seconds(outcome.card().durations().toNotify()));
    json.put("ttc_s", seconds(outcome.card().durations().toContain()));
    json.put("ttr_s", seconds(outcome.card().durations().toRecover()));
    json.put("report", report.toString());
    json.put("exercise", outcome.exercise());
    json.put("seed", outcome.seed());
    return json;
  }

  @SuppressWarnings("NullAway") // null is JSON's word for what was not measured
  private static Object seconds(Optional<Duration> duration) {
    return duration.map(time -> time.toMillis() / 1000.0).orElse(null);
  }
}
