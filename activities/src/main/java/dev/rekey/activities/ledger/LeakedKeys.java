package dev.rekey.activities.ledger;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keys that leaked and are never to be certified again. Nobody takes one off this list.
 *
 * @param ledger where they are
 */
public record LeakedKeys(Ledger ledger) {
  /** Adds a key by the identity of its login, and gives it unless it was there. */
  public List<String> add(SecretId secret, String identity, Instant at) {
    return ledger.all(
        """
        INSERT INTO rekey.leaked_key (identity, secret, at) VALUES (?, ?, ?)
        ON CONFLICT (identity) DO NOTHING RETURNING identity\
        """,
        row -> row.text("identity"),
        identity,
        secret,
        at);
  }

  /** Adds the keys of every version but one, and gives those that were not there. */
  public List<String> addAll(SecretId secret, Optional<VersionId> spared, Instant at) {
    return ledger.all(
        """
        INSERT INTO rekey.leaked_key (identity, secret, at)
        SELECT DISTINCT 'spki-' || key, secret, ?::timestamptz FROM rekey.certificate
        WHERE secret = ? AND version IS DISTINCT FROM ?
        ON CONFLICT (identity) DO NOTHING RETURNING identity\
        """,
        row -> row.text("identity"),
        at,
        secret,
        spared);
  }

  /** All of them. */
  public Set<String> all() {
    return Set.copyOf(
        ledger.all("SELECT identity FROM rekey.leaked_key", row -> row.text("identity")));
  }

  /** Since when a key is on the list, if it is. */
  public Optional<Instant> since(String identity) {
    return ledger.first(
        "SELECT at FROM rekey.leaked_key WHERE identity = ?", row -> row.instant("at"), identity);
  }
}
