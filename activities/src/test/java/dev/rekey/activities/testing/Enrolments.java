package dev.rekey.activities.testing;

import dev.rekey.activities.inventory.Inventory;
import dev.rekey.model.credential.PasswordPolicy;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.policy.RotationPolicy;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Credentials by the dozen, each with users of its own. */
public final class Enrolments {
  private Enrolments() {}

  /** A record of that name under the default policy. */
  public static CredentialRecord record(String name, Tier tier) {
    return record(name, tier, RotationPolicy.DEFAULT);
  }

  /** A record of that name. */
  public static CredentialRecord record(String name, Tier tier, RotationPolicy policy) {
    PostgresUser user =
        new PostgresUser(
            new SecretId(name),
            Credentials.alternating().endpoints(),
            new SecretId("rotator/orders"),
            PostgresStrategy.AlternatingUsers.of(name),
            PasswordPolicy.DEFAULT);
    return new CredentialRecord(user, "ann@example.com", tier, policy);
  }

  /** Enrols it, and fails if it is taken. */
  public static void enrol(Inventory inventory, CredentialRecord record, Instant at) {
    if (!inventory.enrol(record, version(), "nobody", "ann", at)) {
      throw new AssertionError(record.credential().secret() + " is taken");
    }
  }

  /** A rotation of it. */
  public static StepRequest rotation(CredentialRecord record) {
    return new StepRequest(
        RotationStep.REVOKE,
        record.credential(),
        version(),
        RotationReason.SCHEDULED,
        "sweep",
        Optional.empty());
  }

  /** A fresh version. */
  public static VersionId version() {
    return new VersionId(UUID.randomUUID().toString());
  }
}
