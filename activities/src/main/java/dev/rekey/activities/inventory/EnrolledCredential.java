package dev.rekey.activities.inventory;

import dev.rekey.activities.ledger.Row;
import dev.rekey.activities.ledger.Term;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.policy.RotationPolicy;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationRequest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * A credential as the ledger knows it.
 *
 * @param record as it was enrolled
 * @param version current, as of enrolment or the last proven rotation
 * @param addedBy who enrolled it
 * @param addedAt when
 * @param lastRotated its last proven rotation, if there was one
 * @param nextDue when its policy rotates it next
 * @param hardDeadline when it breaches its maximum age, or ends by itself before
 * @param term until when its value lasts, if it ends by itself
 */
public record EnrolledCredential(
    CredentialRecord record,
    VersionId version,
    String addedBy,
    Instant addedAt,
    Optional<Instant> lastRotated,
    Instant nextDue,
    Instant hardDeadline,
    Optional<Term> term) {
  /** What {@link #of} reads, of {@code c}: the beginning of a statement. */
  static final String SELECT =
      "SELECT spec, owner, tier, policy, version, added_by, added_at, last_rotated, next_due,"
          + " hard_deadline, "
          + Term.COLUMNS
          + " FROM rekey.credential c LEFT JOIN rekey.certificate USING (secret, version)";

  /** Who stands in a due credential as having asked. */
  private static final String SWEEP = "sweep";

  /** Since when its age counts: a value that was enrolled is as old as its enrolment at least. */
  public Instant since() {
    return lastRotated.orElse(addedAt);
  }

  /** The name of its secret. */
  public SecretId secret() {
    return record.credential().secret();
  }

  boolean mayStart(Instant now) {
    return PolicyClock.mayStart(secret(), record.policy(), since(), term, now);
  }

  DueCredential due() {
    return due(RotationReason.SCHEDULED, SWEEP, Optional.empty());
  }

  /** The rotation to start, for another reason than that it is due. */
  DueCredential due(RotationReason reason, String by, Optional<VersionId> going) {
    RotationPolicy policy = record.policy();
    RotationRequest request =
        new RotationRequest(
            record.credential(),
            reason,
            by,
            policy.drain(),
            policy.gateDeadline(),
            policy.stepDeadline(),
            going);
    return new DueCredential(request, record.tier(), record.owner(), hardDeadline);
  }

  static EnrolledCredential of(Row row) throws SQLException {
    return new EnrolledCredential(
        new CredentialRecord(
            row.json("spec", CredentialSpec.class),
            row.text("owner"),
            TierRank.tier(row.number("tier")),
            row.json("policy", RotationPolicy.class)),
        new VersionId(row.text("version")),
        row.text("added_by"),
        row.instant("added_at"),
        row.maybeInstant("last_rotated"),
        row.instant("next_due"),
        row.instant("hard_deadline"),
        Term.read(row));
  }
}
