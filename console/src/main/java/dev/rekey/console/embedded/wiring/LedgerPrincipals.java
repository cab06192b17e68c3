package dev.rekey.console.embedded.wiring;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.ledger.Row;
import dev.rekey.console.api.PrincipalKind;
import dev.rekey.console.door.access.Acquaintance;
import dev.rekey.console.door.access.Principal;
import dev.rekey.console.door.access.Principals;
import dev.rekey.model.credential.SecretId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The principals in the ledger. */
final class LedgerPrincipals implements Principals {
  private static final String KNOWN =
      """
      SELECT name, kind, secret, created_by, created_at, introduced_by, introduced_at,
        confirmed_by, counts_since
      FROM rekey.principal WHERE disabled_at IS NULL""";

  private final Ledger ledger;

  LedgerPrincipals(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public Optional<Principal> byTokenHash(String hash) {
    return ledger.first(
        "SELECT name, kind, secret FROM rekey.principal"
            + " WHERE token_sha256 = ? AND disabled_at IS NULL",
        LedgerPrincipals::principal,
        hash);
  }

  @Override
  public boolean add(Principal principal, String tokenHash) {
    return ledger.add(
        "INSERT INTO rekey.principal (name, kind, secret, token_sha256) VALUES (?, ?, ?, ?)",
        principal.name(),
        principal.kind(),
        principal.secret(),
        tokenHash);
  }

  @Override
  public boolean replaceToken(Principal principal, String tokenHash) {
    return one(
        "UPDATE rekey.principal SET token_sha256 = ? WHERE name = ? AND kind = ?"
            + " AND secret IS NOT DISTINCT FROM ? AND disabled_at IS NULL",
        tokenHash,
        principal.name(),
        principal.kind(),
        principal.secret());
  }

  /**
   * Lets whoever runs the server in, as a person who counts: they could write the ledger by hand.
   * False if the name stands for something else.
   */
  boolean letIn(Principal owner, String tokenHash, Instant at) {
    return one(
            """
            UPDATE rekey.principal SET token_sha256 = ?, introduced_by = NULL, introduced_at = ?,
              confirmed_by = NULL, counts_since = ?, disabled_at = NULL, disabled_by = NULL
            WHERE name = ? AND kind = ?""",
            tokenHash,
            at,
            at,
            owner.name(),
            owner.kind())
        || ledger.add(
            """
            INSERT INTO rekey.principal
              (name, kind, token_sha256, created_at, introduced_at, counts_since)
            VALUES (?, ?, ?, ?, ?, ?)""",
            owner.name(),
            owner.kind(),
            tokenHash,
            at,
            at,
            at);
  }

  @Override
  public boolean introduce(Principal principal, String tokenHash, String by, Instant at) {
    return ledger.together(
        () -> {
          // One after the other, or two could be the first.
          ledger.change("LOCK TABLE rekey.principal IN SHARE ROW EXCLUSIVE MODE");
          Optional<Instant> counts = isFirst(principal) ? Optional.of(at) : Optional.empty();
          return one(
              """
              INSERT INTO rekey.principal (name, kind, token_sha256, created_by, created_at,
                introduced_by, introduced_at, counts_since)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
              principal.name(),
              principal.kind(),
              tokenHash,
              by,
              at,
              by,
              at,
              counts);
        });
  }

  /** Those who were disabled were there as well: nobody is the first twice. */
  private boolean isFirst(Principal principal) {
    return principal.kind() == PrincipalKind.PERSON
        && ledger
            .first(
                "SELECT name FROM rekey.principal WHERE kind = ? AND created_by IS NOT NULL",
                row -> row.text("name"),
                PrincipalKind.PERSON)
            .isEmpty();
  }

  @Override
  public boolean introduceAnew(Acquaintance known, String tokenHash, String by, Instant at) {
    return one(
        """
        UPDATE rekey.principal SET token_sha256 = ?, introduced_by = ?, introduced_at = ?,
          confirmed_by = NULL, counts_since = NULL
        WHERE name = ? AND disabled_at IS NULL""",
        tokenHash,
        by,
        at,
        known.principal().name());
  }

  /** Only if the token is still of whoever the confirming person saw as its source. */
  @Override
  public boolean confirm(Acquaintance known, String by, Instant at) {
    return one(
        """
        UPDATE rekey.principal SET confirmed_by = ?, counts_since = ?
        WHERE name = ? AND disabled_at IS NULL AND counts_since IS NULL AND introduced_by = ?""",
        by,
        at,
        known.principal().name(),
        known.introducedBy());
  }

  @Override
  public boolean disable(Principal principal, String by, Instant at) {
    return one(
        "UPDATE rekey.principal SET disabled_at = ?, disabled_by = ?, counts_since = NULL"
            + " WHERE name = ? AND disabled_at IS NULL",
        at,
        by,
        principal.name());
  }

  /**
   * Only as the kind it was: a workload may come back under its name, with another secret if need
   * be, but never as a person.
   */
  @Override
  public boolean readmit(Principal principal, String tokenHash) {
    return one(
        """
        UPDATE rekey.principal SET token_sha256 = ?, secret = ?, disabled_at = NULL,
          disabled_by = NULL
        WHERE name = ? AND kind = ? AND disabled_at IS NOT NULL""",
        tokenHash,
        principal.secret(),
        principal.name(),
        principal.kind());
  }

  @Override
  public Optional<Acquaintance> find(String name) {
    return ledger.first(
        KNOWN + " AND lower(name) = lower(?)", LedgerPrincipals::acquaintance, name);
  }

  @Override
  public List<Acquaintance> all() {
    return ledger.all(KNOWN + " ORDER BY name", LedgerPrincipals::acquaintance);
  }

  private boolean one(String sql, Object... values) {
    return ledger.change(sql, values) == 1;
  }

  private static Principal principal(Row row) throws SQLException {
    return new Principal(
        row.text("name"),
        PrincipalKind.valueOf(row.text("kind")),
        row.maybeText("secret").map(SecretId::new));
  }

  private static Acquaintance acquaintance(Row row) throws SQLException {
    return new Acquaintance(
        principal(row),
        row.maybeText("created_by"),
        row.instant("created_at"),
        row.maybeText("introduced_by"),
        row.instant("introduced_at"),
        row.maybeText("confirmed_by"),
        row.maybeInstant("counts_since"));
  }
}
