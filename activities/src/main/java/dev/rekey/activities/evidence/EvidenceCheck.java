package dev.rekey.activities.evidence;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.evidence.LogCheck;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.transparency.Checkpoint;
import dev.rekey.model.transparency.MerkleTree;
import dev.rekey.model.transparency.NoteKey;
import dev.rekey.model.transparency.NoteSignature;
import dev.rekey.model.transparency.SignedNote;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at the log as somebody outside would: is the key that signs the one that was published, is
 * what it signed last this log, and does that continue what witnesses and mirrors have?
 */
final class EvidenceCheck {
  private static final String HERE = "the evidence log";

  private final Ledger ledger;
  private final EvidenceParties parties;
  private final Checkpoints checkpoints;
  private final InstantSource clock;
  private final List<Fact> shown = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private final List<String> open = new ArrayList<>();

  EvidenceCheck(Ledger ledger, EvidenceParties parties, InstantSource clock) {
    this.ledger = ledger;
    this.parties = parties;
    this.checkpoints = new Checkpoints(ledger);
    this.clock = clock;
  }

  LogCheck run() {
    Optional<NoteKey> key = key();
    key.ifPresent(this::published);
    Optional<SignedNote> latest = checkpoints.latest();
    latest.ifPresentOrElse(
        note -> {
          key.ifPresent(one -> signed(note, one));
          witnesses(note);
          parties.mirrors().forEach(mirror -> copied(mirror, note));
        },
        () -> open.add("No checkpoint was signed yet"));
    if (parties.mirrors().isEmpty()) {
      open.add("Nobody has a copy of the log");
    }
    return new LogCheck(shown, wrong, open, parties.signer().names());
  }

  private Optional<NoteKey> key() {
    try {
      return Optional.of(parties.signer().key());
    } catch (StepFailedException e) {
      open.add("Which key signs is not known: " + e.reason());
      return Optional.empty();
    }
  }

  private void published(NoteKey key) {
    if (parties.published().isEmpty()) {
      open.add(
          "REKEY_EVIDENCE_PUBLISHED_KEYS is not set: compare "
              + key
              + " with the key that auditors were told");
    } else if (parties.published().contains(key)) {
      shows("the key that signs is the published one, " + key, HERE);
    } else {
      wrong.add("The log is signed by " + key + ", which is none of the published keys");
    }
  }

  private void signed(SignedNote note, NoteKey key) {
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    String size = checkpoint.size() + " entries";
    StoredTree stored = new StoredTree(ledger);
    if (signature(note, key).isEmpty()) {
      wrong.add("The last checkpoint, of " + size + ", is not signed by " + key);
    } else if (stored.size() < checkpoint.size()
        || !stored.tree().root(checkpoint.size()).equals(checkpoint.root())) {
      wrong.add("The ledger's entries are not the " + size + " that were signed last");
    } else {
      shows("the last checkpoint, of " + size + ", is signed by it and is this log", HERE);
    }
  }

  private void witnesses(SignedNote note) {
    if (parties.witnesses().isEmpty()) {
      open.add("No witness vouches for the log: whoever holds its key could show two of them");
    }
    parties.witnesses().forEach(witness -> vouched(witness, note));
  }

  /** One that has not vouched yet is asked once more: away is one thing, to disagree another. */
  private void vouched(Witness witness, SignedNote note) {
    String name = Witnesses.name(witness);
    long size = Checkpoint.parse(note.text()).size();
    MerkleTree tree = new StoredTree(ledger).tree();
    try {
      if (signature(note, witness.key()).isEmpty()) {
        witness.cosign(note, new Outlets(ledger).size(name), old -> tree.consistency(old, size));
      }
      shows("it vouched for " + size + " entries", name);
    } catch (OutletFailedException e) {
      (e.disagrees() ? wrong : open).add("Not vouched for: " + e.reason());
    } catch (IllegalArgumentException e) { // there is no such proof
      wrong.add("The witness " + name + " saw more of the log than there is");
    }
  }

  private static Optional<NoteSignature> signature(SignedNote note, NoteKey key) {
    try {
      return note.by(key);
    } catch (IllegalArgumentException e) { // it is none of this text
      return Optional.empty();
    }
  }

  private void copied(Mirror mirror, SignedNote note) {
    try {
      mirror
          .checkpoint()
          .ifPresentOrElse(
              had -> continued(mirror, had, note),
              () -> open.add("The mirror " + mirror.name() + " has nothing yet"));
    } catch (OutletFailedException e) {
      open.add("The mirror " + mirror.name() + " could not be looked at: " + e.reason());
    }
  }

  private void continued(Mirror mirror, String had, SignedNote note) {
    Optional<Checkpoint> theirs = checkpoints.ours(had);
    if (theirs.isEmpty()) {
      wrong.add("The checkpoint of the mirror " + mirror.name() + " is none that was signed here");
    } else if (!new StoredTree(ledger).continues(theirs.get(), Checkpoint.parse(note.text()))) {
      wrong.add(
          "The mirror %s has a log of %d entries that this one does not continue"
              .formatted(mirror.name(), theirs.get().size()));
    } else {
      shows("this log continues the " + theirs.get().size() + " entries there", mirror.name());
    }
  }

  private void shows(String what, String where) {
    shown.add(new Fact(what, where, clock.instant()));
  }
}
