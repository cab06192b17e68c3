package dev.rekey.activities.evidence;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.FailureCode;
import dev.rekey.model.transparency.Checkpoint;
import dev.rekey.model.transparency.InclusionProof;
import dev.rekey.model.transparency.MerkleTree;
import dev.rekey.model.transparency.SignedNote;
import dev.rekey.model.transparency.TreeHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes entries and what proves them as files that verify without any of our servers. */
public final class EvidenceExport {
  private static final int MOST = 5_000;

  private final Ledger ledger;
  private final Checkpoints checkpoints;

  /** Takes the ledger. */
  public EvidenceExport(Ledger ledger) {
    this.ledger = ledger;
    this.checkpoints = new Checkpoints(ledger);
  }

  /**
   * The files of a bundle, by their names.
   *
   * @throws StepFailedException NOT_FOUND if nothing of that was logged; BAD_REQUEST if it is too
   *     much for one bundle; EVIDENCE_DIFFERS if the log is not what was signed
   */
  public Map<String, byte[]> of(EvidenceQuestion question) {
    return ledger.together(() -> files(question));
  }

  private Map<String, byte[]> files(EvidenceQuestion question) {
    SignedNote note = checkpoints.latest().orElseThrow(EvidenceExport::nothingSigned);
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    List<Exported> asked = new EvidenceSearch(ledger).find(question, MOST + 1);
    refuse(asked, checkpoint);
    List<Exported> found = withDoubts(asked, question.hidden());
    List<Exported> signed =
        found.stream()
            .filter(entry -> entry.index() >= 0 && entry.index() < checkpoint.size())
            .toList();
    Map<String, byte[]> files = new TreeMap<>();
    StoredTree stored = new StoredTree(ledger);
    MerkleTree tree = stored.tree();
    signed.forEach(entry -> prove(entry, stored, note, files));
    put(files, "checkpoint", note.note());
    question.since().ifPresent(size -> put(files, "consistency", lead(tree, size, note)));
    new BundleFiles(checkpoints.keys(), new Outlets(ledger).all())
        .describe(files, checkpoint, signed, without(found, signed));
    return files;
  }

  /** Whatever a bundle is about, it says which stretches of the log are in doubt. */
  private List<Exported> withDoubts(List<Exported> asked, List<String> hidden) {
    List<Exported> all = new ArrayList<>(asked);
    Set<String> there = asked.stream().map(Exported::id).collect(Collectors.toSet());
    new EvidenceSearch(ledger)
        .doubts(hidden).stream().filter(one -> !there.contains(one.id())).forEach(all::add);
    return all;
  }

  private static void prove(
      Exported entry, StoredTree stored, SignedNote note, Map<String, byte[]> files) {
    String name = BundleFiles.name(entry.index());
    files.put("entries/" + name + ".json", entry.leaf());
    long size = Checkpoint.parse(note.text()).size();
    List<TreeHash> path = stored.tree().inclusion(entry.index(), size);
    InclusionProof proof = new InclusionProof(entry.index(), path, note);
    if (!proof.shows(entry.leaf())) {
      throw changed(entry.index(), stored, size);
    }
    put(files, "proofs/" + name + ".tlog-proof", proof.file());
  }

  /**
   * Says where. A path to the root consists of the hashes beside an entry in its own tile, of those
   * kept over whole tiles, and of those in the last tile, which is not whole yet.
   */
  private static StepFailedException changed(long index, StoredTree tree, long size) {
    long own = index / StoredTree.WIDTH;
    long last = size / StoredTree.WIDTH;
    boolean beside = own < last && !tree.whole(0, own).equals(tree.of(StoredTree.HEIGHT, own));
    long first = (beside ? own : last) * StoredTree.WIDTH;
    return new StepFailedException(
        FailureCode.EVIDENCE_DIFFERS,
        "Of the entries %d to %d in the ledger, one at least is not what was signed; a mirror has what was: 'rekey evidence verify MIRROR'"
            .formatted(first, Math.min(first + StoredTree.WIDTH, size) - 1));
  }

  private static List<String> without(List<Exported> found, List<Exported> signed) {
    return found.stream().filter(entry -> !signed.contains(entry)).map(Exported::id).toList();
  }

  /** In the form in which witnesses are asked (C2SP tlog-witness). */
  private static String lead(MerkleTree tree, long size, SignedNote note) {
    long now = Checkpoint.parse(note.text()).size();
    if (size < 0 || size > now) {
      throw new StepFailedException(
          FailureCode.BAD_REQUEST,
          "The log has " + now + " signed entries; no checkpoint of " + size + " is of it");
    }
    StringBuilder lines = new StringBuilder("old " + size + "\n");
    tree.consistency(size, now).forEach(hash -> lines.append(hash).append('\n'));
    return lines.append('\n').append(note.note()).toString();
  }

  private static void refuse(List<Exported> found, Checkpoint checkpoint) {
    if (found.isEmpty()) {
      throw new StepFailedException(
          FailureCode.NOT_FOUND,
          "Nothing of that is logged: none of the log's entries ("
              + checkpoint.size()
              + " are signed) is about it");
    }
    if (found.size() > MOST) {
      throw new StepFailedException(
          FailureCode.BAD_REQUEST,
          "That is more than " + MOST + " entries; ask for a shorter time, or take the mirror");
    }
  }

  private static StepFailedException nothingSigned() {
    return new StepFailedException(
        FailureCode.SIGNER_UNAVAILABLE, "No checkpoint of the evidence log was signed yet");
  }

  private static void put(Map<String, byte[]> files, String name, String text) {
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
  }
}
