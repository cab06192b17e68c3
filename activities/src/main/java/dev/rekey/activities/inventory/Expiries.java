package dev.rekey.activities.inventory;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.ledger.Row;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.Expiry;
import dev.rekey.model.notice.Notice;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Certificates that will end before they are replaced, if nothing changes: half of the time between
 * their date and their end is gone, or what the authority wanted at once is tried in vain for an
 * hour. It does not matter why; what is known of that is said.
 */
public final class Expiries {
  private static final String NEAR =
      """
      SELECT c.secret, c.owner, c.version, k.valid_until, r.started_at, r.installed_at, r.ended_at,
        r.failure_code, r.failure_reason
      FROM rekey.credential c JOIN rekey.certificate k USING (secret, version)
      LEFT JOIN LATERAL (SELECT * FROM rekey.rotation l WHERE l.secret = c.secret
        AND l.version <> c.version AND l.started_at >= coalesce(c.last_rotated, c.added_at)
        ORDER BY l.started_at DESC LIMIT 1) r ON true
      WHERE k.valid_until - (k.valid_until - k.replace_from) / 2 <= ?
        OR (k.replace_until <= ? AND EXISTS (SELECT FROM rekey.rotation f
          WHERE f.secret = c.secret AND f.version <> c.version
            AND f.started_at BETWEEN coalesce(c.last_rotated, c.added_at)
              AND ?::timestamptz - interval '1 hour'))
      ORDER BY k.valid_until, c.secret\
      """;

  /** Told once, and no longer so: it was replaced, or nobody answers for it any more. */
  private static final String OVER =
      """
      SELECT DISTINCT incident, split_part(id, '/', 2) AS version FROM rekey.notice n
      WHERE n.id LIKE 'expiry/%' AND NOT EXISTS (SELECT FROM rekey.credential c
          WHERE c.version = split_part(n.id, '/', 2))
        AND NOT EXISTS (SELECT FROM rekey.notice o
          WHERE o.id = 'expiry/' || split_part(n.id, '/', 2) || '/over' AND o.ended_at IS NOT NULL)
      ORDER BY incident\
      """;

  private final Ledger ledger;

  /** Takes the ledger. */
  public Expiries(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Which, the first to end first. */
  public List<Expiry> near(Instant now) {
    return ledger.all(NEAR, Expiries::expiry, now, now, now);
  }

  private static Expiry expiry(Row row) throws SQLException {
    return new Expiry(
        new SecretId(row.text("secret")),
        row.text("owner"),
        new VersionId(row.text("version")),
        row.instant("valid_until"),
        why(row));
  }

  private static String why(Row row) throws SQLException {
    Optional<Instant> began = row.maybeInstant("started_at");
    Optional<Instant> ended = row.maybeInstant("ended_at");
    Optional<Instant> installed = row.maybeInstant("installed_at");
    if (began.isEmpty()) {
      return "no rotation of it has begun";
    }
    if (ended.isPresent()) {
      return "the last try ended at "
          + ended.get()
          + row.maybeText("failure_code").map(code -> ": " + code).orElse("")
          + row.maybeText("failure_reason").map(reason -> ": " + reason).orElse("");
    }
    return installed
        .map(at -> "the next one is there since " + at + ", and somebody still uses the old one")
        .orElse("its rotation runs since " + began.get() + " and has no certificate yet");
  }

  /** What nobody was told yet: that one is near its end or ended, or that this is over. */
  public List<Notice> untold(Instant now) {
    List<String> told =
        ledger.all(
            "SELECT id FROM rekey.notice WHERE id LIKE 'expiry/%' AND ended_at IS NOT NULL",
            row -> row.text("id"));
    return Stream.concat(
            near(now).stream().map(one -> ExpiryNotices.of(one, now)),
            ledger
                .all(OVER, row -> ExpiryNotices.over(row.text("incident"), row.text("version")))
                .stream())
        .filter(notice -> !told.contains(notice.id().value()))
        .toList();
  }
}
