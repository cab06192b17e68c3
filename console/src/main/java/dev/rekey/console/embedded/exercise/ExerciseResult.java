package dev.rekey.console.embedded.exercise;

import dev.rekey.exercise.programme.PastExercise;
import dev.rekey.exercise.run.Outcome;
import dev.rekey.exercise.score.Grade;

/**
 * What an exercise came to.
 *
 * @param outcome how it went
 * @param written its figures, as its folder keeps them
 */
public record ExerciseResult(Outcome outcome, PastExercise written) {
  /** Whether the response is good enough to be left as it is. */
  public boolean good() {
    Grade grade = written.grade();
    return grade == Grade.P || grade == Grade.S;
  }
}
