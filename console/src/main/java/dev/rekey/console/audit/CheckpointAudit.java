package dev.rekey.console.audit;

import dev.rekey.model.transparency.Checkpoint;
import dev.rekey.model.transparency.NoteKey;
import dev.rekey.model.transparency.NoteSignature;
import dev.rekey.model.transparency.SignedNote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who signed the checkpoint, and who vouched for it. */
final class CheckpointAudit {
  private static final String FILE = "checkpoint";

  private final EvidenceFiles files;
  private final Trust trust;
  private final List<Finding> findings;

  CheckpointAudit(EvidenceFiles files, Trust trust, List<Finding> findings) {
    this.files = files;
    this.trust = trust;
    this.findings = findings;
  }

  /** The note, if it can be read. */
  Optional<SignedNote> note() {
    Optional<String> text = files.text(FILE);
    if (text.isEmpty()) {
      findings.add(Finding.in(FILE, "it is missing or cannot be read"));
      return Optional.empty();
    }
    try {
      SignedNote note = SignedNote.parse(text.get());
      Checkpoint.parse(note.text());
      return Optional.of(note);
    } catch (IllegalArgumentException e) {
      findings.add(Finding.in(FILE, "it is no signed checkpoint: " + e.getMessage()));
      return Optional.empty();
    }
  }

  /** The key that signed it: one that is trusted, or else one that came along. */
  Optional<NoteKey> signer(SignedNote note) {
    List<NoteKey> keys = trust.keys().isEmpty() ? keysIn("log.vkey") : trust.keys();
    String origin = Checkpoint.parse(note.text()).origin();
    for (NoteKey key : keys) {
      if (key.name().equals(origin) && signature(note, key).isPresent()) {
        return Optional.of(key);
      }
    }
    findings.add(Finding.in(FILE, unsigned(keys, origin)));
    return Optional.empty();
  }

  private String unsigned(List<NoteKey> keys, String origin) {
    if (keys.isEmpty()) {
      return "no key came along: name the log's with --key";
    }
    return trust.keys().isEmpty()
        ? "no key that came along signed it"
        : "no key that you trust signed it; it names " + origin;
  }

  /** The witnesses that vouched. One that is trusted, or came along, and is not there is missed. */
  List<Cosigned> witnesses(SignedNote note) {
    List<NoteKey> all = new ArrayList<>(trust.witnesses());
    keysIn("witnesses.vkeys").stream().filter(key -> !all.contains(key)).forEach(all::add);
    List<Cosigned> found = new ArrayList<>();
    for (NoteKey key : all) {
      signature(note, key)
          .flatMap(NoteSignature::time)
          .ifPresentOrElse(
              at -> found.add(new Cosigned(key.toString(), at, trust.witnesses().contains(key))),
              () -> findings.add(Finding.in(FILE, "the witness " + key + " did not vouch for it")));
    }
    return found;
  }

  private Optional<NoteSignature> signature(SignedNote note, NoteKey key) {
    try {
      return note.by(key);
    } catch (IllegalArgumentException e) {
      findings.add(Finding.in(FILE, e.getMessage() + ": it was changed after it was signed"));
      return Optional.empty();
    }
  }

  private List<NoteKey> keysIn(String file) {
    String text = files.text(file).orElse("");
    List<NoteKey> keys = new ArrayList<>();
    try {
      text.lines().map(NoteKey::parse).forEach(keys::add);
      if (text.equals(keys.stream().map(key -> key + "\n").collect(Collectors.joining()))) {
        return keys;
      }
    } catch (IllegalArgumentException e) {
      // falls through: the sentence is the same
    }
    findings.add(Finding.in(file, "it does not hold keys, one in each line, and nothing else"));
    return keys;
  }
}
