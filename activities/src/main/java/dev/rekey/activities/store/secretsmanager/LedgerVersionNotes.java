package dev.rekey.activities.store.secretsmanager;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.Fingerprint;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The notes in the ledger. They fail as the store does: it is no whole store without them. */
public final class LedgerVersionNotes implements VersionNotes {
  private final Ledger ledger;

  /** Takes the ledger. */
  public LedgerVersionNotes(Ledger ledger) {
    this.ledger = ledger.failingWith(FailureCode.STORE_UNAVAILABLE);
  }

  @Override
  public void staged(SecretId secret, VersionId version, Fingerprint fingerprint) {
    ledger.change(
        """
        INSERT INTO secret_store.known_version (secret, version, fingerprint) VALUES (?, ?, ?)
        ON CONFLICT DO NOTHING""",
        secret,
        version,
        fingerprint);
  }

  @Override
  public boolean stagedLately(SecretId secret, VersionId version) {
    return ledger
        .first(
            """
            SELECT true FROM secret_store.known_version WHERE secret = ? AND version = ?
            AND staged_at > now() - ?::interval""",
            row -> true,
            secret,
            version,
            SETTLED)
        .isPresent();
  }

  @Override
  public int stagedWithin(SecretId secret, Duration time) {
    return ledger
        .first(
            """
            SELECT count(*)::int AS versions FROM secret_store.known_version
            WHERE secret = ? AND staged_at > now() - ?::interval""",
            row -> row.number("versions"),
            secret,
            time)
        .orElse(0);
  }

  @Override
  public Optional<VersionId> holding(SecretId secret, Fingerprint fingerprint) {
    return ledger.first(
        "SELECT version FROM secret_store.known_version WHERE secret = ? AND fingerprint = ?",
        row -> new VersionId(row.text("version")),
        secret,
        fingerprint);
  }

  @Override
  public List<VersionId> newestFirst(SecretId secret) {
    return ledger.all(
        "SELECT version FROM secret_store.known_version WHERE secret = ? ORDER BY place DESC",
        row -> new VersionId(row.text("version")),
        secret);
  }

  @Override
  public void current(SecretId secret, VersionId version) {
    ledger.change(
        """
        INSERT INTO secret_store.turn (secret, version) SELECT ?, ?
        WHERE ? IS DISTINCT FROM (
          SELECT version FROM secret_store.turn WHERE secret = ? ORDER BY place DESC LIMIT 1)""",
        secret,
        version,
        version,
        secret);
  }

  @Override
  public List<Turn> turns(SecretId secret) {
    return ledger.all(
        "SELECT version, since FROM secret_store.turn WHERE secret = ? ORDER BY place",
        row -> new Turn(new VersionId(row.text("version")), row.instant("since")),
        secret);
  }

  @Override
  public Map<SecretId, VersionId> current(Collection<SecretId> secrets) {
    Map<SecretId, VersionId> current = new HashMap<>();
    ledger.all(
        """
        SELECT DISTINCT ON (secret) secret, version FROM secret_store.turn
        WHERE secret = ANY (?) ORDER BY secret, place DESC""",
        row -> current.put(new SecretId(row.text("secret")), new VersionId(row.text("version"))),
        secrets);
    return current;
  }

  @Override
  public Optional<Fingerprint> fingerprint(SecretId secret, VersionId version) {
    return ledger.first(
        "SELECT fingerprint FROM secret_store.known_version WHERE secret = ? AND version = ?",
        row -> new Fingerprint(row.text("fingerprint")),
        secret,
        version);
  }

  @Override
  public Map<SecretId, Fingerprint> currentFingerprints() {
    Map<SecretId, Fingerprint> found = new HashMap<>();
    ledger.all(
        """
        SELECT secret, fingerprint FROM (SELECT DISTINCT ON (secret) secret, version
          FROM secret_store.turn ORDER BY secret, place DESC) AS now
        JOIN secret_store.known_version USING (secret, version)""",
        row ->
            found.put(new SecretId(row.text("secret")), new Fingerprint(row.text("fingerprint"))));
    return found;
  }
}
