package dev.rekey.console.door.exercise;

import dev.rekey.console.api.ExerciseFiled;
import dev.rekey.console.api.ExerciseFiling;
import dev.rekey.console.api.RemediationView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Exercises, and what is open because of them. Throws {@link
 * dev.rekey.activities.StepFailedException} with LEDGER_UNAVAILABLE when it cannot answer.
 */
public interface ExerciseBook {
  /** Keeps one; the same again changes nothing. */
  ExerciseFiled file(ExerciseFiling exercise, String by, Instant at);

  /** What is open, the most urgent first; at most a thousand. */
  List<RemediationView> open(LocalDate today);

  /** It is done; false if nothing open has this id. */
  boolean close(String id, String by, String note, Instant at);
}
