package dev.rekey.activities.evidence;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.transparency.Checkpoint;
import dev.rekey.model.transparency.NoteKey;
import dev.rekey.model.transparency.SignedNote;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the log stands.
 *
 * @param checkpoint what was signed last
 * @param signedAt when
 * @param keys who signed it, the present one last
 * @param entries how many there are, signed or not
 * @param waitingSince when the oldest entry happened that is not signed yet
 * @param parties how it goes with those whom it depends on
 */
public record EvidenceStanding(
    Optional<Checkpoint> checkpoint,
    Optional<Instant> signedAt,
    List<NoteKey> keys,
    long entries,
    Optional<Instant> waitingSince,
    List<Party> parties) {
  /** Copies the lists. */
  public EvidenceStanding {
    keys = List.copyOf(keys);
    parties = List.copyOf(parties);
  }

  /** Reads it from the ledger. */
  public static EvidenceStanding of(Ledger ledger) {
    Checkpoints checkpoints = new Checkpoints(ledger);
    Optional<Checkpoint> last = checkpoints.latest().map(SignedNote::text).map(Checkpoint::parse);
    long signed = last.map(Checkpoint::size).orElse(0L);
    return new EvidenceStanding(
        last,
        checkpoints.latestAt(),
        checkpoints.keys(),
        entries(ledger),
        oldest(ledger, signed),
        new Outlets(ledger).all());
  }

  private static long entries(Ledger ledger) {
    return ledger
        .first(
            "SELECT (SELECT coalesce(max(index) + 1, 0) FROM rekey.evidence_leaf)"
                + " + (SELECT count(*) FROM rekey.evidence_waiting) AS n",
            row -> row.large("n"))
        .orElse(0L);
  }

  private static Optional<Instant> oldest(Ledger ledger, long signed) {
    return ledger
        .first(
            "SELECT min(at) AS at FROM rekey.evidence_entry WHERE place IN ("
                + "SELECT place FROM rekey.evidence_waiting"
                + " UNION ALL SELECT place FROM rekey.evidence_leaf WHERE index >= ?)",
            row -> row.maybeInstant("at"),
            signed)
        .flatMap(at -> at);
  }

  /**
   * One of those whom the log depends on.
   *
   * @param name a witness' key, a mirror's place
   * @param kind SIGNER, WITNESS or MIRROR
   * @param size of the last checkpoint that it had
   * @param at when it had that
   * @param problem why it has not the latest
   * @param problemSince since when
   */
  public record Party(
      String name,
      String kind,
      long size,
      Optional<Instant> at,
      Optional<String> problem,
      Optional<Instant> problemSince) {}
}
