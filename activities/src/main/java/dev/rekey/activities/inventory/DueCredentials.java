package dev.rekey.activities.inventory;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.inventory.InventoryReply.DuePage;
import dev.rekey.model.rotation.RenewalQuestion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be rotated, the riskiest first: by tier, hard deadline and name. Left out is what is
 * being rotated, what was withdrawn a short while ago, and what must wait for its window.
 */
public final class DueCredentials {
  private static final Place START = new Place(-1, Instant.EPOCH, "");

  private final Ledger ledger;

  /** Takes the ledger. */
  public DueCredentials(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * A page.
   *
   * @param now the same for all pages of one sweep
   * @param after the last one of the page before; it may have been rotated meanwhile
   */
  public DuePage page(Instant now, int limit, Optional<SecretId> after) {
    Place place = after.flatMap(last -> placeOf(last, now)).orElse(START);
    List<DueCredential> due = new ArrayList<>();
    boolean more = true;
    while (more && due.size() <= limit) {
      List<EnrolledCredential> rows = rows(now, limit + 1, place);
      rows.stream().filter(row -> row.mayStart(now)).forEach(row -> due.add(row.due()));
      more = rows.size() > limit;
      place = rows.isEmpty() ? place : Place.of(rows.getLast());
    }
    return new DuePage(due.subList(0, Math.min(limit, due.size())), due.size() > limit);
  }

  private List<EnrolledCredential> rows(Instant now, int limit, Place place) {
    return ledger.all(
        EnrolledCredential.SELECT
            + """
                 WHERE (tier, hard_deadline, secret) > (?, ?, ?)
                   AND next_due <= ? AND (not_before IS NULL OR not_before <= ?)
              AND NOT EXISTS (SELECT FROM rekey.rotation r
                WHERE r.secret = c.secret AND r.ended_at IS NULL AND r.started_at > ? - c.patience)
            ORDER BY tier, hard_deadline, secret LIMIT ?\
            """,
        EnrolledCredential::of,
        place.tier(),
        place.deadline(),
        place.secret(),
        now,
        now,
        now,
        limit);
  }

  /**
   * Certificates whose authority is to be asked when it wants them replaced, the longest unasked
   * first. What is being replaced is left alone.
   */
  List<RenewalQuestion> unadvised(Instant now, int limit) {
    return ledger.all(
        """
        SELECT spec, version FROM rekey.credential c JOIN rekey.certificate USING (secret, version)
        WHERE (ask_again IS NULL OR ask_again <= ?) AND NOT EXISTS (SELECT FROM rekey.rotation r
          WHERE r.secret = c.secret AND r.ended_at IS NULL AND r.started_at > ? - c.patience)
        ORDER BY ask_again NULLS FIRST, secret LIMIT ?\
        """,
        row ->
            new RenewalQuestion(
                row.json("spec", CredentialSpec.class), new VersionId(row.text("version"))),
        now,
        now,
        limit);
  }

  /**
   * Where a credential stood when it was on a page. If it is no longer due it was rotated since,
   * and stood where its deadline was before.
   */
  private Optional<Place> placeOf(SecretId secret, Instant now) {
    return ledger.first(
        """
        SELECT tier, secret, CASE WHEN next_due > ?
          THEN coalesce(previous_deadline, hard_deadline) ELSE hard_deadline END AS deadline
        FROM rekey.credential WHERE secret = ?\
        """,
        row -> new Place(row.number("tier"), row.instant("deadline"), row.text("secret")),
        now,
        secret);
  }

  private record Place(int tier, Instant deadline, String secret) {
    static Place of(EnrolledCredential row) {
      return new Place(TierRank.of(row.record().tier()), row.hardDeadline(), row.secret().value());
    }
  }
}
