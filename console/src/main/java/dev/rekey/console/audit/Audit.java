package dev.rekey.console.audit;

import dev.rekey.model.transparency.Checkpoint;
import dev.rekey.model.transparency.NoteKey;
import dev.rekey.model.transparency.Proofs;
import dev.rekey.model.transparency.SignedNote;
import dev.rekey.model.transparency.TreeHash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks a bundle or a mirror, and says all that is wrong with it. */
public final class Audit {
  private final EvidenceFiles files;
  private final Trust trust;
  private final List<Finding> findings = new ArrayList<>();
  private final Doubts doubts = new Doubts();

  private Audit(EvidenceFiles files, Trust trust) {
    this.files = files;
    this.trust = trust;
  }

  /**
   * Checks these files.
   *
   * @throws IOException if the place itself cannot be read
   */
  public static Verdict of(EvidenceFiles files, Trust trust) throws IOException {
    return new Audit(files, trust).run();
  }

  private Verdict run() throws IOException {
    boolean mirror = files.has("tile");
    CheckpointAudit signed = new CheckpointAudit(files, trust, findings);
    Optional<SignedNote> note = signed.note();
    if (note.isEmpty()) {
      return verdict(mirror, note, Optional.empty(), List.of(), 0, List.of(), Optional.empty());
    }
    Checkpoint checkpoint = Checkpoint.parse(note.get().text());
    Optional<NoteKey> key = signed.signer(note.get());
    List<Cosigned> witnesses = signed.witnesses(note.get());
    if (mirror) {
      MirrorAudit whole = new MirrorAudit(files, checkpoint, findings, doubts);
      long entries = whole.entries();
      Optional<Boolean> continues = trust.older().map(older -> continued(whole, older));
      return verdict(true, note, key, witnesses, entries, List.of(), continues);
    }
    Optional<Boolean> continues = trust.older().map(older -> continued(older, checkpoint));
    BundleAudit bundle = new BundleAudit(files, note.get(), findings, doubts);
    return verdict(false, note, key, witnesses, bundle.entries(), bundle.notSignedYet(), continues);
  }

  private boolean continued(MirrorAudit whole, Checkpoint then) {
    boolean continues = whole.continues(then);
    if (!continues) {
      findings.add(
          Finding.in("checkpoint", "the log does not begin as your older checkpoint says"));
    }
    return continues;
  }

  /** Whether the log only grew since the checkpoint that the auditor kept. */
  private boolean continued(Checkpoint then, Checkpoint now) {
    try {
      String[] lines = files.text("consistency").orElse("").split("\n\n", 2)[0].split("\n", -1);
      boolean about = lines[0].equals("old " + then.size());
      List<TreeHash> proof =
          List.of(lines).subList(1, lines.length).stream().map(TreeHash::parse).toList();
      if (about && then.origin().equals(now.origin()) && Proofs.consistent(then, now, proof)) {
        return true;
      }
    } catch (IllegalArgumentException e) {
      // falls through: the sentence is the same
    }
    findings.add(
        Finding.in("consistency", "it does not lead from your older checkpoint to this one"));
    return false;
  }

  private Verdict verdict(
      boolean mirror,
      Optional<SignedNote> note,
      Optional<NoteKey> key,
      List<Cosigned> witnesses,
      long entries,
      List<String> late,
      Optional<Boolean> continues) {
    Optional<Checkpoint> checkpoint = note.map(SignedNote::text).map(Checkpoint::parse);
    return new Verdict(
        findings.isEmpty(),
        mirror ? "mirror" : "bundle",
        checkpoint.map(Checkpoint::origin),
        checkpoint.map(Checkpoint::size).orElse(0L),
        checkpoint.map(one -> one.root().toString()),
        key.map(NoteKey::toString),
        !trust.keys().isEmpty(),
        witnesses,
        entries,
        late,
        continues,
        findings,
        doubts.all());
  }
}
