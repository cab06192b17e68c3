package dev.rekey.activities.evidence;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.transparency.Checkpoint;
import dev.rekey.model.transparency.MerkleTree;
import dev.rekey.model.transparency.NoteSignature;
import dev.rekey.model.transparency.SignedNote;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Asks all witnesses for what they have not vouched for yet. */
final class Witnesses {
  private final Ledger ledger;
  private final List<Witness> witnesses;
  private final Outlets outlets;
  private final InstantSource clock;

  Witnesses(Ledger ledger, List<Witness> witnesses, InstantSource clock) {
    this.ledger = ledger;
    this.witnesses = witnesses;
    this.outlets = new Outlets(ledger);
    this.clock = clock;
  }

  /** By which name the ledger knows one: its key, or, if that cannot be read, that it is one. */
  static String name(Witness witness) {
    try {
      return witness.key().toString();
    } catch (OutletFailedException e) {
      return "witness without a key";
    }
  }

  /** The checkpoint with all cosignatures that could be had. */
  SignedNote ask(SignedNote checkpoint) {
    List<NoteSignature> cosignatures = new ArrayList<>();
    witnesses.forEach(witness -> ask(witness, checkpoint, cosignatures));
    return checkpoint.with(cosignatures);
  }

  private void ask(Witness witness, SignedNote checkpoint, List<NoteSignature> cosignatures) {
    String name = name(witness);
    MerkleTree tree = new StoredTree(ledger).tree();
    long size = Checkpoint.parse(checkpoint.text()).size();
    try {
      if (checkpoint.by(witness.key()).isEmpty()) {
        cosignatures.add(
            witness.cosign(checkpoint, outlets.size(name), old -> tree.consistency(old, size)));
      }
      outlets.reached(Outlets.Kind.WITNESS, name, size, clock.instant());
    } catch (OutletFailedException e) {
      outlets.failed(Outlets.Kind.WITNESS, name, e.reason(), clock.instant());
    } catch (IllegalArgumentException e) {
      outlets.failed(
          Outlets.Kind.WITNESS, name, "It saw more of the log than there is", clock.instant());
    }
  }
}
