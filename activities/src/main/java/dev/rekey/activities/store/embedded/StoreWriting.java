package dev.rekey.activities.store.embedded;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.ledger.Row;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.Fingerprinter;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.Fingerprint;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Adds versions to the embedded store, each under the lock of its secret. */
final class StoreWriting {
  /** A password shorter than this is a mistake: redacted, cut, or a placeholder (F25). */
  private static final int SHORTEST = 16;

  /** So many unlabelled versions keep their values, for a target that was set back. */
  private static final int KEPT = 10;

  private static final String STAGE_NEW =
      """
      WITH locked AS MATERIALIZED (
        SELECT id FROM secret_store.secret WHERE id = ? FOR NO KEY UPDATE),
      added AS (
        INSERT INTO secret_store.version (secret, version, identity, ciphertext, fingerprint)
        SELECT id, ?, ?, ?, ? FROM locked ON CONFLICT DO NOTHING RETURNING secret, version),
      pending AS (
        INSERT INTO secret_store.label (secret, version, stage)
        SELECT secret, version, 'AWSPENDING' FROM added
        ON CONFLICT (secret, stage) DO UPDATE SET version = excluded.version)
      SELECT EXISTS (SELECT FROM added) AS added,
        (SELECT count(*) FROM secret_store.version WHERE secret = ? AND ciphertext IS NOT NULL)
          AS values""";

  private final Ledger database;
  private final ValueCipher cipher;
  private final Fingerprinter fingerprinter;
  private final StageLabels labels;

  StoreWriting(Ledger database, ValueCipher cipher, Fingerprinter fingerprinter) {
    this.database = database;
    this.cipher = cipher;
    this.fingerprinter = fingerprinter;
    this.labels = new StageLabels(database);
  }

  /** A value that people bring may be short, since it is to be rotated away; never empty. */
  void create(SecretId secret, VersionId version, Login value) {
    requireLength(value, 1);
    database.together(
        () -> {
          database.change(
              "INSERT INTO secret_store.secret (id) VALUES (?) ON CONFLICT DO NOTHING", secret);
          List<Known> known = known(secret, version, fingerprinter.of(value.value()));
          if (isThere(known, secret, version, value)) {
            return true;
          }
          if (hasVersions(secret)) {
            throw new StepFailedException(
                FailureCode.FOREIGN_WRITE, secret + " exists already, with another version");
          }
          add(secret, version, value, "AWSCURRENT");
          return true;
        });
  }

  /** One statement where nothing is in the way, as in nearly every rotation. */
  void stage(SecretId secret, VersionId version, Login value) {
    requireLength(value, SHORTEST);
    Optional<Integer> values = stageNew(secret, version, value);
    if (values.isEmpty()) {
      stageCarefully(secret, version, value);
    } else if (values.get() > KEPT) {
      database.together(
          () -> {
            labels.lock(secret);
            purge(secret);
            return true;
          });
    }
  }

  /** How many values there were before; nothing if this one was not added. */
  private Optional<Integer> stageNew(SecretId secret, VersionId version, Login value) {
    return database
        .first(
            STAGE_NEW,
            row ->
                row.flag("added") ? Optional.of(row.number("values")) : Optional.<Integer>empty(),
            secret,
            version,
            value.identity(),
            cipher.encrypt(secret, version, value),
            fingerprinter.of(value.value()),
            secret)
        .flatMap(values -> values);
  }

  private void stageCarefully(SecretId secret, VersionId version, Login value) {
    database.together(
        () -> {
          List<Known> known = known(secret, version, fingerprinter.of(value.value()));
          if (isThere(known, secret, version, value)) {
            labels.pending(secret, version);
            return true;
          }
          if (!known.isEmpty()) {
            throw new StepFailedException(
                FailureCode.VALUE_REJECTED, "The value is that of an earlier version of " + secret);
          }
          add(secret, version, value, "AWSPENDING");
          purge(secret);
          return true;
        });
  }

  private static void requireLength(Login value, int shortest) {
    if (value.value().size() < shortest) {
      throw new StepFailedException(
          FailureCode.VALUE_REJECTED,
          "The value is empty or shorter than " + shortest + " characters");
    }
  }

  /** Locks the secret, and finds the version of that name and the one with that value. */
  private List<Known> known(SecretId secret, VersionId version, Fingerprint fingerprint) {
    labels.lock(secret);
    return database.all(
        """
        SELECT version, identity, fingerprint FROM secret_store.version
        WHERE secret = ? AND (version = ? OR fingerprint = ?)""",
        Known::of,
        secret,
        version,
        fingerprint);
  }

  private boolean isThere(List<Known> known, SecretId secret, VersionId version, Login value) {
    Optional<Known> same =
        known.stream().filter(k -> k.version().equals(version.value())).findFirst();
    if (same.isEmpty()) {
      return false;
    }
    Fingerprint fingerprint = fingerprinter.of(value.value());
    if (!same.get().holds(value.identity(), fingerprint)) {
      throw new StepFailedException(
          FailureCode.FOREIGN_WRITE,
          "Version " + version + " of " + secret + " exists with another value");
    }
    return true;
  }

  private boolean hasVersions(SecretId secret) {
    return database
        .first("SELECT true FROM secret_store.version WHERE secret = ?", row -> true, secret)
        .isPresent();
  }

  private void add(SecretId secret, VersionId version, Login value, String stage) {
    database.change(
        """
        WITH added AS (
          INSERT INTO secret_store.version (secret, version, identity, ciphertext, fingerprint)
          VALUES (?, ?, ?, ?, ?) RETURNING secret, version)
        INSERT INTO secret_store.label (secret, version, stage) SELECT secret, version, ? FROM added
        ON CONFLICT (secret, stage) DO UPDATE SET version = excluded.version""",
        secret,
        version,
        value.identity(),
        cipher.encrypt(secret, version, value),
        fingerprinter.of(value.value()),
        stage);
  }

  private void purge(SecretId secret) {
    database.change(
        """
        UPDATE secret_store.version SET ciphertext = NULL, purged_at = now()
        WHERE secret = ? AND ciphertext IS NOT NULL AND place <= (
          SELECT place FROM secret_store.version v
          WHERE v.secret = ? AND NOT EXISTS (SELECT FROM secret_store.label l
            WHERE l.secret = v.secret AND l.version = v.version)
          ORDER BY place DESC OFFSET ? LIMIT 1)
        AND version NOT IN (SELECT version FROM secret_store.label WHERE secret = ?)""",
        secret,
        secret,
        KEPT,
        secret);
  }

  private record Known(String version, String identity, String fingerprint) {
    static Known of(Row row) throws SQLException {
      return new Known(row.text("version"), row.text("identity"), row.text("fingerprint"));
    }

    boolean holds(String other, Fingerprint value) {
      return identity.equals(other) && fingerprint.equals(value.value());
    }
  }
}
