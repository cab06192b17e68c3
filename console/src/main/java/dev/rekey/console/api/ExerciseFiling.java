package dev.rekey.console.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * An exercise that was played, to be kept as evidence.
 *
 * @param exercise its name; the same again is the same exercise
 * @param scenario what was played
 * @param version of the scenario
 * @param digest SHA-256 of the scenario's document, in hex
 * @param report SHA-256 of the report that people read, in hex
 * @param how in words: a rehearsal, or with people
 * @param started when, by the wall clock
 * @param score of a hundred
 * @param grade its band: P, S, M or U
 * @param improvements what is to be done
 */
public record ExerciseFiling(
    String exercise,
    String scenario,
    int version,
    String digest,
    String report,
    String how,
    Instant started,
    double score,
    String grade,
    List<Improvement> improvements) {
  /** Copies the list. */
  public ExerciseFiling {
    improvements = List.copyOf(improvements);
  }

  /**
   * Something to be done.
   *
   * @param finding the line of the scenario that it comes from
   * @param what in a sentence
   * @param owner who answers for it
   * @param due the day by which it is done, in UTC
   */
  public record Improvement(String finding, String what, String owner, LocalDate due) {}
}
