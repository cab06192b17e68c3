package dev.rekey.exercise.programme;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rekey.exercise.report.AfterActionReport.Improvement;
import dev.rekey.exercise.score.Grade;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One exercise that was run, as its folder keeps it.
 *
 * @param exercise the run's id
 * @param scenario what was played
 * @param version of the scenario
 * @param digest SHA-256 of the scenario's document, in hex
 * @param how in words: a rehearsal, or with people
 * @param seed what chance was drawn from
 * @param started when, by the wall clock
 * @param score of a hundred
 * @param grade its band
 * @param detectSeconds from exposure to signal
 * @param notifySeconds from signal to the first who was told
 * @param containSeconds from signal to the last refusal seen
 * @param recoverSeconds from signal to the last replacement in use
 * @param improvements what is to be done
 * @param report the path of the report that people read
 */
public record PastExercise(
    String exercise,
    String scenario,
    int version,
    String digest,
    String how,
    long seed,
    Instant started,
    double score,
    Grade grade,
    @JsonProperty("ttd_s") Optional<Double> detectSeconds,
    @JsonProperty("ttn_s") Optional<Double> notifySeconds,
    @JsonProperty("ttc_s") Optional<Double> containSeconds,
    @JsonProperty("ttr_s") Optional<Double> recoverSeconds,
    @Nullable List<Improvement> improvements,
    String report) {
  /** What is to be done; those that were written before say nothing of it. */
  @Override
  public List<Improvement> improvements() {
    return improvements == null ? List.of() : List.copyOf(improvements);
  }
}
