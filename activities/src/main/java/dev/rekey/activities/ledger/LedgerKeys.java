package dev.rekey.activities.ledger;

import dev.rekey.activities.rotation.RotationLog.KnownKey;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The keys of credentials by their public ids, also those that are deleted: a finding may name one.
 *
 * @param ledger where they are
 */
record LedgerKeys(Ledger ledger) {
  void known(SecretId secret, List<String> ids) {
    ledger.change(
        """
        INSERT INTO rekey.access_key (id, secret)
        SELECT id, secret FROM unnest(?) id, rekey.credential WHERE secret = ?
        ON CONFLICT (id) DO NOTHING\
        """,
        ids,
        secret);
  }

  Optional<KnownKey> find(SecretId secret, String id) {
    return ledger.first(
        "SELECT id, retired_at FROM rekey.access_key WHERE secret = ? AND id = ?",
        row -> new KnownKey(row.text("id"), row.maybeInstant("retired_at")),
        secret,
        id);
  }

  /** One that was brought back and replaced again was retired by the later rotation. */
  void retired(SecretId secret, String id, Instant at) {
    ledger.change(
        "UPDATE rekey.access_key SET retired_at = ? WHERE secret = ? AND id = ?", at, secret, id);
  }

  void givesWay(SecretId secret, String id, VersionId to, String why) {
    ledger.change(
        """
        INSERT INTO rekey.access_key_gone (id, version, why)
        SELECT k.id, ?, ? FROM rekey.access_key k WHERE k.secret = ? AND k.id = ?
        ON CONFLICT (id, version) DO UPDATE SET why = excluded.why, at = excluded.at\
        """,
        to,
        why,
        secret,
        id);
  }

  List<String> gaveWay(VersionId to) {
    return ledger.all(
        "SELECT why FROM rekey.access_key_gone WHERE version = ? ORDER BY at",
        row -> row.text("why"),
        to);
  }
}
