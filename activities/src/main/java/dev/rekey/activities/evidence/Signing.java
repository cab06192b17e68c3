package dev.rekey.activities.evidence;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.FailureCode;
import dev.rekey.model.evidence.EvidenceEntry;
import dev.rekey.model.transparency.Checkpoint;
import dev.rekey.model.transparency.NoteKey;
import dev.rekey.model.transparency.NoteSignature;
import dev.rekey.model.transparency.SignedNote;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Signs the tree as it stands, if it continues everything that was signed before: the ledger's last
 * checkpoint, and that of each mirror that answers. A log that forks is not signed.
 */
final class Signing {
  /** By which name the ledger knows the signer. */
  static final String NAME = "signer";

  private final Ledger ledger;
  private final CheckpointSigner signer;
  private final List<Mirror> mirrors;
  private final Checkpoints checkpoints;
  private final InstantSource clock;

  Signing(Ledger ledger, CheckpointSigner signer, List<Mirror> mirrors, InstantSource clock) {
    this.ledger = ledger;
    this.signer = signer;
    this.mirrors = mirrors;
    this.checkpoints = new Checkpoints(ledger);
    this.clock = clock;
  }

  /** Signs what is not signed yet; gives the size that is signed now. */
  long sign() {
    NoteKey key = signer.key();
    introduce(key);
    Optional<SignedNote> last = checkpoints.latest();
    StoredTree stored = new StoredTree(ledger);
    Checkpoint now = new Checkpoint(key.name(), stored.size(), stored.tree().root(stored.size()));
    last.ifPresent(note -> requireGrown(known(note), now, stored));
    mirrors.forEach(mirror -> requireGrown(mirror, now, stored));
    SignedNote note = last.filter(one -> one.text().equals(now.text())).orElse(unsigned(now));
    if (now.size() > 0 && note.by(key).isEmpty()) {
      checkpoints.add(signed(note, key), clock.instant());
    }
    new Outlets(ledger).reached(Outlets.Kind.SIGNER, NAME, now.size(), clock.instant());
    return now.size();
  }

  private static SignedNote unsigned(Checkpoint checkpoint) {
    return new SignedNote(checkpoint.text(), List.of());
  }

  private SignedNote signed(SignedNote note, NoteKey key) {
    byte[] text = note.text().getBytes(StandardCharsets.UTF_8);
    NoteSignature signature = NoteSignature.by(key, signer.sign(text));
    if (!signature.isBy(key, note.text())) {
      throw new StepFailedException(
          FailureCode.SIGNER_UNAVAILABLE, "The evidence log's signer gives false signatures");
    }
    return note.with(List.of(signature));
  }

  /**
   * A new key is written down in the log itself, and signs what the key before it signed last: who
   * trusts the one sees where the other begins.
   */
  private void introduce(NoteKey key) {
    List<NoteKey> before = checkpoints.keys();
    if (before.contains(key)) {
      return;
    }
    checkpoints
        .latest()
        .filter(note -> known(note).origin().equals(key.name()))
        .ifPresent(note -> checkpoints.add(signed(note, key), clock.instant()));
    checkpoints.add(key, clock.instant());
    new EvidenceLog(ledger)
        .append(
            List.of(
                new EvidenceEntry(
                    "evidence/key/" + key.id(),
                    "rekey/evidence",
                    "dev.rekey.evidence.key",
                    key.name(),
                    clock.instant(),
                    Map.of(
                        "key",
                        key.toString(),
                        "before",
                        before.isEmpty() ? "" : before.getLast().toString()))));
  }

  private Checkpoint known(SignedNote note) {
    return checkpoints
        .ours(note.note())
        .orElseThrow(() -> differs("The ledger's last checkpoint bears no signature of the log"));
  }

  private void requireGrown(Mirror mirror, Checkpoint now, StoredTree tree) {
    try {
      mirror
          .checkpoint()
          .flatMap(checkpoints::ours)
          .ifPresent(last -> requireGrown(last, now, tree));
    } catch (OutletFailedException e) {
      // it is away; what it has is compared before it gets more
    }
  }

  private static void requireGrown(Checkpoint last, Checkpoint now, StoredTree tree) {
    if (!tree.continues(last, now)) {
      throw differs(
          "The log in the ledger (%s, %d leaves) does not continue what was signed before (%s, %d leaves)"
              .formatted(now.origin(), now.size(), last.origin(), last.size()));
    }
  }

  private static StepFailedException differs(String sentence) {
    return new StepFailedException(FailureCode.EVIDENCE_DIFFERS, sentence);
  }
}
