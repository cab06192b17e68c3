package dev.rekey.activities.ledger;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.rotation.CredentialLock;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * An advisory lock of the ledger's session, held by the connection that all of the call's own
 * statements use: whoever loses the lock because the connection broke can write nothing more
 * either. It needs a real session, so no pooler in transaction mode may stand in between.
 */
public final class LedgerCredentialLock implements CredentialLock {
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final Ledger ledger;
  private final Ledger locking;

  /** Takes the ledger. */
  public LedgerCredentialLock(Ledger ledger) {
    this.ledger = ledger;
    this.locking = ledger.failingWith(FailureCode.FUNCTION_UNAVAILABLE);
  }

  @Override
  public <T> T alone(SecretId secret, Supplier<T> work) {
    return ledger.held(
        () -> {
          take(secret);
          try {
            return work.get();
          } finally {
            release(secret);
          }
        });
  }

  private void take(SecretId secret) {
    locking.all(
        "SELECT set_config('lock_timeout', ?, true),"
            + " pg_advisory_lock(hashtextextended('rekey/' || ?, 0))::text",
        row -> true,
        PATIENCE.toMillis() + "ms",
        secret);
  }

  /** A connection that cannot be asked to let go must not go back to the pool alive. */
  private void release(SecretId secret) {
    try {
      ledger.all(
          "SELECT pg_advisory_unlock(hashtextextended('rekey/' || ?, 0))", row -> true, secret);
    } catch (StepFailedException e) {
      ledger.sever();
    }
  }
}
