package dev.rekey.exercise.run;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.rotation.CredentialLock;
import dev.rekey.exercise.clock.ExerciseClock;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** One call at a time for each credential; whoever waits waits by the clock of the exercise. */
final class TurnTaking implements CredentialLock {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ExerciseClock clock;
  private final Set<SecretId> taken = ConcurrentHashMap.newKeySet();

  TurnTaking(ExerciseClock clock) {
    this.clock = clock;
  }

  @Override
  public <T> T alone(SecretId secret, Supplier<T> work) {
    if (!taken.add(secret)) {
      clock.await(clock.instant().plus(PATIENCE), () -> !taken.contains(secret));
      if (!taken.add(secret)) {
        throw new StepFailedException(
            FailureCode.FUNCTION_UNAVAILABLE, "Another call works on " + secret);
      }
    }
    try {
      return work.get();
    } finally {
      taken.remove(secret);
    }
  }
}
