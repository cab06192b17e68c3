package dev.rekey.exercise.score;

import dev.rekey.exercise.score.Happening.Manner;
import java.time.Duration;
import java.util.Optional;

/**
 * What one line of the scenario brought.
 *
 * @param id the line's name
 * @param what what was expected, forbidden or asked
 * @param why why it matters
 * @param verdict how it went
 * @param critical whether missing it caps the grade
 * @param weight what it could bring, or cost
 * @param points what it brought; negative if it cost
 * @param limit until when full marks were to be had
 * @param at when it happened
 * @param manner how it was done
 */
public record Mark(
    String id,
    String what,
    String why,
    Verdict verdict,
    boolean critical,
    int weight,
    double points,
    Optional<Duration> limit,
    Optional<Duration> at,
    Optional<Manner> manner) {
  /** How it went. */
  public enum Verdict {
    /** In time. */
    MET("in time"),
    /** Done, and late. */
    LATE("late"),
    /** Not done, or when it was worth nothing any more. */
    MISSED("missed"),
    /** Done before what has to come before it. */
    OUT_OF_ORDER("out of order"),
    /** Forbidden, and done. */
    DONE_THOUGH_FORBIDDEN("done though forbidden"),
    /** Forbidden, and left alone. */
    KEPT("kept"),
    /** The wrong choice. */
    WRONG("wrong choice");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    /** In a few words. */
    public String words() {
      return words;
    }
  }

  /** Whether it caps the grade. */
  boolean caps() {
    return critical && points <= 0 && verdict != Verdict.KEPT;
  }

  /** Whether something is to be learned from it. */
  public boolean finding() {
    return verdict != Verdict.MET && verdict != Verdict.KEPT;
  }
}
