package dev.rekey.console.embedded.wiring;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.ledger.Row;
import dev.rekey.console.api.IntakeKind;
import dev.rekey.console.api.IntakeView;
import dev.rekey.console.door.intake.IntakeSource;
import dev.rekey.console.door.intake.IntakeSources;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The sources in the ledger. */
final class LedgerIntakeSources implements IntakeSources {
  private static final String ALL = "SELECT * FROM rekey.intake_source ORDER BY name";

  private final Ledger ledger;

  LedgerIntakeSources(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public List<IntakeSource> all() {
    return ledger.all(ALL, LedgerIntakeSources::source);
  }

  @Override
  public List<IntakeView> views() {
    return ledger.all(ALL, LedgerIntakeSources::view);
  }

  @Override
  public boolean add(IntakeSource source) {
    return ledger.change(
            "INSERT INTO rekey.intake_source"
                + " (name, kind, keys_url, secret, version, added_by, added_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            source.name(),
            source.kind(),
            source.keysUrl(),
            source.key().map(IntakeSource.Key::secret),
            source.key().map(IntakeSource.Key::version),
            source.addedBy(),
            source.addedAt())
        == 1;
  }

  @Override
  public boolean remove(String name) {
    return ledger.change("DELETE FROM rekey.intake_source WHERE name = ?", name) == 1;
  }

  @Override
  public void count(String name, Tally tally) {
    ledger.change(
        "UPDATE rekey.intake_source SET accepted = accepted + ?, repeated = repeated + ?,"
            + " rejected = rejected + ?,"
            + " last_accepted_at = coalesce(?::timestamptz, last_accepted_at),"
            + " last_rejected_at = coalesce(?::timestamptz, last_rejected_at) WHERE name = ?",
        tally.accepted(),
        tally.repeated(),
        tally.rejected(),
        tally.lastAccepted(),
        tally.lastRejected(),
        name);
  }

  private static IntakeSource source(Row row) throws SQLException {
    Optional<String> version = row.maybeText("version");
    return new IntakeSource(
        row.text("name"),
        IntakeKind.valueOf(row.text("kind")),
        row.maybeText("keys_url"),
        row.maybeText("secret")
            .flatMap(
                secret ->
                    version.map(
                        one -> new IntakeSource.Key(new SecretId(secret), new VersionId(one)))),
        row.text("added_by"),
        row.instant("added_at"));
  }

  private static IntakeView view(Row row) throws SQLException {
    return new IntakeView(
        row.text("name"),
        IntakeKind.valueOf(row.text("kind")),
        "/v1/intake/" + row.text("name"),
        row.maybeText("keys_url"),
        row.text("added_by"),
        row.instant("added_at"),
        row.number("accepted"),
        row.number("repeated"),
        row.number("rejected"),
        row.maybeInstant("last_accepted_at"),
        row.maybeInstant("last_rejected_at"));
  }
}
