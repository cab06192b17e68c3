package dev.rekey.activities.store.embedded;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.util.List;
import java.util.Optional;

/**
 * The labels of the embedded store. Whoever changes a secret locks its row by a statement of its
 * own first: only the next statement is sure to see what the holder before wrote.
 */
final class StageLabels {
  /**
   * The rows that decide are locked, and so looked at as their last holder left them: the version
   * with its value, and the label that is compared.
   */
  private static final String PROMOTE =
      """
      WITH locked AS MATERIALIZED (
        SELECT id FROM secret_store.secret WHERE id = ? FOR NO KEY UPDATE),
      there AS MATERIALIZED (
        SELECT v.secret, v.version FROM secret_store.version v JOIN locked ON v.secret = locked.id
        WHERE v.version = ? AND v.ciphertext IS NOT NULL FOR SHARE OF v),
      moved AS (
        UPDATE secret_store.label l SET version = there.version FROM there
        WHERE l.secret = there.secret AND l.stage = 'AWSCURRENT' AND l.version = ?
        RETURNING l.secret, l.version),
      off AS (
        DELETE FROM secret_store.label l USING moved
        WHERE l.secret = moved.secret AND l.version = moved.version AND l.stage = 'AWSPENDING')
      INSERT INTO secret_store.label (secret, stage, version)
      SELECT secret, 'AWSPREVIOUS', ? FROM moved
      ON CONFLICT (secret, stage) DO UPDATE SET version = excluded.version""";

  private final Ledger database;

  StageLabels(Ledger database) {
    this.database = database;
  }

  /** Locks the secret until the transaction ends. */
  void lock(SecretId secret) {
    requireKnown(
        secret,
        database.all(
            "SELECT id FROM secret_store.secret WHERE id = ? FOR UPDATE", row -> true, secret));
  }

  /** One statement where nothing is in the way; otherwise the same again, step by step. */
  void promote(SecretId secret, VersionId expected, VersionId next) {
    if (database.change(PROMOTE, secret, next, expected, expected) == 0) {
      promoteCarefully(secret, expected, next);
    }
  }

  private void promoteCarefully(SecretId secret, VersionId expected, VersionId next) {
    database.together(
        () -> {
          lock(secret);
          Optional<VersionId> current = current(secret);
          if (!current.equals(Optional.of(next))) {
            compareAndMove(secret, current, expected, next);
          }
          return true;
        });
  }

  private void compareAndMove(
      SecretId secret, Optional<VersionId> current, VersionId expected, VersionId next) {
    if (!current.equals(Optional.of(expected))) {
      throw new StepFailedException(
          FailureCode.FOREIGN_WRITE, "Another version of " + secret + " is current");
    }
    int labels =
        database.change(
            """
            WITH there AS (SELECT secret, version FROM secret_store.version
              WHERE secret = ? AND version = ? AND ciphertext IS NOT NULL),
            off AS (DELETE FROM secret_store.label l USING there
              WHERE l.secret = there.secret AND l.version = there.version
              AND l.stage = 'AWSPENDING')
            INSERT INTO secret_store.label (secret, stage, version)
            SELECT secret, 'AWSCURRENT', version FROM there
            UNION ALL SELECT secret, 'AWSPREVIOUS', ? FROM there
            ON CONFLICT (secret, stage) DO UPDATE SET version = excluded.version""",
            secret,
            next,
            expected);
    if (labels == 0) {
      throw new StepFailedException(FailureCode.NOT_FOUND, secret + " has no version " + next);
    }
  }

  private Optional<VersionId> current(SecretId secret) {
    return database.first(
        "SELECT version FROM secret_store.label WHERE secret = ? AND stage = 'AWSCURRENT'",
        row -> new VersionId(row.text("version")),
        secret);
  }

  /** Moves AWSPENDING to a version that is there already, unless it is current by now. */
  void pending(SecretId secret, VersionId version) {
    database.change(
        """
        INSERT INTO secret_store.label (secret, version, stage) SELECT ?, ?, 'AWSPENDING'
        WHERE NOT EXISTS (SELECT FROM secret_store.label
          WHERE secret = ? AND version = ? AND stage = 'AWSCURRENT')
        ON CONFLICT (secret, stage) DO UPDATE SET version = excluded.version""",
        secret,
        version,
        secret,
        version);
  }

  void discardPending(SecretId secret, VersionId version) {
    requireKnown(
        secret,
        database.all(
            """
            WITH off AS (DELETE FROM secret_store.label
              WHERE secret = ? AND stage = 'AWSPENDING' AND version = ?)
            SELECT true FROM secret_store.secret WHERE id = ?""",
            row -> true,
            secret,
            version,
            secret));
  }

  /** Fails with NOT_FOUND if the question for a secret gave no row at all. */
  static void requireKnown(SecretId secret, List<?> rows) {
    if (rows.isEmpty()) {
      throw unknown(secret);
    }
  }

  static StepFailedException unknown(SecretId secret) {
    return new StepFailedException(
        FailureCode.NOT_FOUND, "The secret store does not know " + secret);
  }
}
