package dev.rekey.activities.ledger;

import dev.rekey.model.credential.SecretId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who may knock at the door. Tokens are known by their SHA-256 alone (64 lower-case hex digits).
 */
public final class LedgerPrincipals {
  private final Ledger ledger;

  /** Takes the ledger. */
  public LedgerPrincipals(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Whose token has this hash, unless they are disabled? */
  public Optional<KnownPrincipal> byTokenHash(String hash) {
    return ledger.first(
        """
        SELECT name, kind, secret FROM rekey.principal
        WHERE token_sha256 = ? AND disabled_at IS NULL""",
        LedgerPrincipals::known,
        hash);
  }

  /** Adds a principal; false, and nothing changed, if the name is taken in whatever case. */
  public boolean add(KnownPrincipal principal, String tokenHash) {
    return ledger.add(
        "INSERT INTO rekey.principal (name, kind, secret, token_sha256) VALUES (?, ?, ?, ?)",
        principal.name(),
        principal.kind(),
        principal.secret(),
        tokenHash);
  }

  /** Replaces the token of a principal that is known exactly so; false if it is not. */
  public boolean replaceToken(KnownPrincipal principal, String tokenHash) {
    return ledger.change(
            """
            UPDATE rekey.principal SET token_sha256 = ?
            WHERE name = ? AND kind = ? AND secret IS NOT DISTINCT FROM ?
              AND disabled_at IS NULL""",
            tokenHash,
            principal.name(),
            principal.kind(),
            principal.secret())
        > 0;
  }

  /**
   * From now on the door does not know this principal. The name stays taken: nobody else is to be
   * mistaken for the one who did what is on record under it.
   */
  public boolean disable(KnownPrincipal principal, Instant at) {
    return ledger.change(
            """
            UPDATE rekey.principal SET disabled_at = ?
            WHERE name = ? AND kind = ? AND secret IS NOT DISTINCT FROM ?
              AND disabled_at IS NULL""",
            at,
            principal.name(),
            principal.kind(),
            principal.secret())
        > 0;
  }

  /**
   * Lets a disabled principal in again under a new token, with another secret if need be. Only as
   * the kind it was: a workload may come back under its name, but never as a person.
   */
  public boolean readmit(KnownPrincipal principal, String tokenHash) {
    return ledger.change(
            """
            UPDATE rekey.principal SET token_sha256 = ?, secret = ?, disabled_at = NULL
            WHERE name = ? AND kind = ? AND disabled_at IS NOT NULL""",
            tokenHash,
            principal.secret(),
            principal.name(),
            principal.kind())
        > 0;
  }

  /** Everybody who is not disabled, by name. */
  public List<KnownPrincipal> all() {
    return ledger.all(
        "SELECT name, kind, secret FROM rekey.principal WHERE disabled_at IS NULL ORDER BY name",
        LedgerPrincipals::known);
  }

  private static KnownPrincipal known(Row row) throws SQLException {
    return new KnownPrincipal(
        row.text("name"), row.text("kind"), row.maybeText("secret").map(SecretId::new));
  }

  /**
   * A principal.
   *
   * @param name unique in the installation
   * @param kind what kind, in the door's words
   * @param secret the only secret that a consumer may have; nothing for the others
   */
  public record KnownPrincipal(String name, String kind, Optional<SecretId> secret) {}
}
