package dev.rekey.workflows.sweep;

import dev.rekey.model.credential.SecretId;
import io.temporal.activity.ActivityInterface;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a sweep does. */
@ActivityInterface
public interface SweepActivities {
  /** Writes down which credentials are past their maximum age, and answers how many are. */
  int recordBreaches(Instant now);

  /**
   * Asks authorities when they want certificates replaced, and answers how many said so; what is
   * due follows. Nobody waits long for one that does not answer.
   */
  int askForAdvice(Instant now);

  /** Tells people of certificates that end, and answers of how many. Nothing waits for it. */
  int tellOfExpiries(Instant now);

  /**
   * Asks the inventory what is due and starts it, the riskiest first. May run twice: what was
   * rotated in the first run is not due in the second, and what still runs is joined.
   *
   * @param after behind which credential to begin; null for the first
   */
  SweepPart startDue(Instant now, SweepBudget budget, @Nullable SecretId after);
}
