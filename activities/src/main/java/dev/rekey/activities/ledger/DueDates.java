package dev.rekey.activities.ledger;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.policy.RotationPolicy;
import java.time.Instant;

/** When a credential is to be rotated next. */
@FunctionalInterface
public interface DueDates {
  /** Takes the credential's name and policy, and since when its value is in use. */
  Instant next(SecretId secret, RotationPolicy policy, Instant since);
}
