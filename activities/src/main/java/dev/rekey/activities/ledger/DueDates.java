package dev.rekey.activities.ledger;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.policy.RotationPolicy;
import java.time.Instant;
import java.util.Optional;

/** When a credential is to be rotated next. */
@FunctionalInterface
public interface DueDates {
  /**
   * Takes the credential's name and policy, since when its value is in use, and until when that
   * value lasts if it ends by itself.
   */
  Instant next(SecretId secret, RotationPolicy policy, Instant since, Optional<Term> term);
}
