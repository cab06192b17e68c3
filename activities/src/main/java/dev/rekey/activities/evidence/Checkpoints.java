package dev.rekey.activities.evidence;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.FailureCode;
import dev.rekey.model.transparency.Checkpoint;
import dev.rekey.model.transparency.NoteKey;
import dev.rekey.model.transparency.SignedNote;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was signed, and with which keys, in the ledger. */
final class Checkpoints {
  private final Ledger ledger;

  Checkpoints(Ledger ledger) {
    this.ledger = ledger;
  }

  /** The last one, with all the signatures that it has by now. */
  Optional<SignedNote> latest() {
    return ledger.first(
        "SELECT note FROM rekey.evidence_checkpoint ORDER BY size DESC, place DESC LIMIT 1",
        row -> parsed(row.text("note")));
  }

  /** When the last one was first signed. */
  Optional<Instant> latestAt() {
    return ledger.first(
        "SELECT at FROM rekey.evidence_checkpoint ORDER BY size DESC, place LIMIT 1",
        row -> row.instant("at"));
  }

  /** The last one that was signed until then, by a key of the log: who came later changed none. */
  Optional<SignedNote> until(Instant then) {
    return ledger
        .all(
            "SELECT note FROM rekey.evidence_checkpoint WHERE at <= ?"
                + " ORDER BY size DESC, place DESC LIMIT 1",
            row -> parsed(row.text("note")),
            then)
        .stream()
        .filter(note -> ours(note.note()).isPresent())
        .findFirst();
  }

  /** Keeps one. */
  void add(SignedNote note, Instant at) {
    ledger.change(
        "INSERT INTO rekey.evidence_checkpoint (size, note, at) VALUES (?, ?, ?)",
        Checkpoint.parse(note.text()).size(),
        note.note(),
        at);
  }

  /** The keys that signed the log, the first one first. */
  List<NoteKey> keys() {
    return ledger.all(
        "SELECT vkey FROM rekey.evidence_key ORDER BY place",
        row -> NoteKey.parse(row.text("vkey")));
  }

  /** Keeps a key; one that is known stays as it is. */
  void add(NoteKey key, Instant since) {
    ledger.change(
        "INSERT INTO rekey.evidence_key (vkey, since) VALUES (?, ?) ON CONFLICT DO NOTHING",
        key.toString(),
        since);
  }

  /** What a note says, if one of the log's keys signed it; else nothing. */
  Optional<Checkpoint> ours(String note) {
    try {
      SignedNote parsed = SignedNote.parse(note);
      boolean signed = keys().stream().anyMatch(key -> parsed.by(key).isPresent());
      return signed ? Optional.of(Checkpoint.parse(parsed.text())) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static SignedNote parsed(String note) {
    try {
      return SignedNote.parse(note);
    } catch (IllegalArgumentException e) {
      throw new StepFailedException(
          FailureCode.EVIDENCE_DIFFERS, "The ledger's last checkpoint is no signed note any more");
    }
  }
}
