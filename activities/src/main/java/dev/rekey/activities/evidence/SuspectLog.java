package dev.rekey.activities.evidence;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.evidence.EvidenceEntry;
import dev.rekey.model.evidence.LogSuspicion;
import dev.rekey.model.evidence.MarkedStretch;
import dev.rekey.model.transparency.Checkpoint;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which stretches of the log somebody else may have written. That is said in the log itself: an
 * entry is never changed, and whoever has a copy has these words too.
 */
public final class SuspectLog {
  /** The type of such an entry. */
  public static final String TYPE = "dev.rekey.evidence.suspect";

  private final Ledger ledger;

  /** Takes the ledger. */
  public SuspectLog(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Writes a word down. The stretch begins with the first entry that no checkpoint of before
   * covered, whatever time the entries themselves name.
   */
  public MarkedStretch mark(LogSuspicion word, Instant now) {
    Optional<Checkpoint> before =
        new Checkpoints(ledger).until(word.since()).map(note -> Checkpoint.parse(note.text()));
    String id = "evidence/suspect/" + word.incident() + "/" + word.number();
    return new MarkedStretch(
        from(before),
        new Sequencer(ledger).next(id, mark -> entry(id, word, before, mark, now)),
        word.through());
  }

  private static long from(Optional<Checkpoint> before) {
    return before.map(Checkpoint::size).orElse(0L);
  }

  private static EvidenceEntry entry(
      String id, LogSuspicion word, Optional<Checkpoint> before, long mark, Instant now) {
    Map<String, Object> data = new HashMap<>();
    data.put("stand", word.stand().name().toLowerCase(Locale.ROOT));
    data.put("from", from(before));
    data.put("through", new MarkedStretch(from(before), mark, word.through()).last());
    data.put("since", word.since().toString());
    data.put("sinceKnown", word.sinceKnown());
    data.put("until", now.toString());
    data.put("key", word.key());
    data.put("by", word.by());
    data.put("reason", word.reason());
    before.ifPresent(
        head ->
            data.put(
                "trusted",
                Map.of("origin", head.origin(), "size", head.size(), "root", "" + head.root())));
    return new EvidenceEntry(id, "rekey/evidence", TYPE, word.incident().value(), now, data);
  }

  /** An entry of the log that holds such a word. */
  @SuppressWarnings("ArrayRecordComponent") // it is read at once, and compared with none
  public record Word(long index, byte[] leaf) {}

  /** All words, in their order; those about these incidents are left out. */
  public List<Word> words(List<String> hidden) {
    return new EvidenceSearch(ledger)
        .doubts(hidden).stream().map(one -> new Word(one.index(), one.leaf())).toList();
  }
}
