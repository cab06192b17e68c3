package dev.rekey.activities.inventory;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.ledger.Row;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.Orphan;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Credentials whose owner has left: a person whom the door lets in no more. Nobody waits for them;
 * security has such a credential from then on.
 */
final class Orphans {
  /** Who has what nobody owns. */
  static final String DEFAULT_OWNER = "security";

  private static final int FEW = 50;

  /**
   * Of the reads in the store, those past Rekey, and the acknowledgements; a rotation is nobody's
   * use.
   */
  private static final String SIBLINGS =
      """
      SELECT secret, owner, gone, used FROM (
        SELECT c.secret, c.owner, coalesce(p.disabled_at IS NOT NULL, false) AS gone,
          greatest(c.added_at,
            (SELECT max(r.at) FROM secret_store.access r
              WHERE r.secret = c.secret AND r.principal <> 'rekey'),
            (SELECT max(k.at) FROM rekey.consumer u JOIN rekey.acknowledgement k ON k.consumer = u.id
              WHERE u.secret = c.secret),
            (SELECT e.at FROM rekey.secret_use e WHERE e.secret = c.secret)) AS used
        FROM rekey.credential c LEFT JOIN rekey.principal p ON lower(p.name) = lower(c.owner)
        WHERE c.secret <> ALL (?)) AS known
      WHERE gone OR used < clock_timestamp() - interval '90 days' ORDER BY secret\
      """
          + " LIMIT "
          + FEW;

  private final Ledger ledger;

  Orphans(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Those of which nobody that is there is the owner, each with the others like it. */
  Map<SecretId, Orphan> among(List<EnrolledCredential> known) {
    Set<String> gone =
        Set.copyOf(
            ledger.all(
                "SELECT lower(name) AS name FROM rekey.principal"
                    + " WHERE lower(name) = ANY (?) AND disabled_at IS NOT NULL",
                row -> row.text("name"),
                known.stream().map(Orphans::owner).distinct().toList()));
    List<EnrolledCredential> orphans =
        known.stream().filter(one -> gone.contains(owner(one))).toList();
    if (orphans.isEmpty()) {
      return Map.of();
    }
    List<String> siblings =
        ledger.all(
            SIBLINGS, Orphans::sentence, known.stream().map(EnrolledCredential::secret).toList());
    return orphans.stream()
        .collect(
            Collectors.toMap(
                EnrolledCredential::secret, one -> new Orphan(one.record().owner(), siblings)));
  }

  private static String owner(EnrolledCredential one) {
    return one.record().owner().toLowerCase(Locale.ROOT);
  }

  private static String sentence(Row row) throws SQLException {
    Instant used = row.instant("used");
    return row.text("secret")
        + (row.flag("gone")
            ? ": its owner " + row.text("owner") + " is gone, too"
            : ": no use of it is known since " + used + "; its owner is " + row.text("owner"));
  }
}
