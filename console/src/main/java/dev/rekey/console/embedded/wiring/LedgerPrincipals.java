package dev.rekey.console.embedded.wiring;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.ledger.Row;
import dev.rekey.console.api.PrincipalKind;
import dev.rekey.console.door.access.Principal;
import dev.rekey.console.door.access.Principals;
import dev.rekey.model.credential.SecretId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The principals in the ledger. */
final class LedgerPrincipals implements Principals {
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
    int changed =
        ledger.change(
            "UPDATE rekey.principal SET token_sha256 = ? WHERE name = ? AND kind = ?"
                + " AND secret IS NOT DISTINCT FROM ? AND disabled_at IS NULL",
            tokenHash,
            principal.name(),
            principal.kind(),
            principal.secret());
    return changed == 1;
  }

  @Override
  public List<Principal> all() {
    return ledger.all(
        "SELECT name, kind, secret FROM rekey.principal WHERE disabled_at IS NULL ORDER BY name",
        LedgerPrincipals::principal);
  }

  private static Principal principal(Row row) throws SQLException {
    return new Principal(
        row.text("name"),
        PrincipalKind.valueOf(row.text("kind")),
        row.maybeText("secret").map(SecretId::new));
  }
}
