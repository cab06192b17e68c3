package dev.rekey.activities.evidence;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.FailureCode;
import dev.rekey.model.transparency.Checkpoint;
import dev.rekey.model.transparency.MerkleTree;
import dev.rekey.model.transparency.Proofs;
import dev.rekey.model.transparency.TreeHash;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The log's tree as the ledger has it at one moment: 256 hashes of a level are read at once. */
final class StoredTree implements MerkleTree.Subtrees {
  /** How many levels of the tree one level of tiles stands for. */
  static final int HEIGHT = 8;

  /** How many hashes, or entries, a tile has. */
  static final int WIDTH = 1 << HEIGHT;

  private static final int KEPT = 256;

  private final Ledger ledger;
  private final Map<Place, List<TreeHash>> tiles = new LinkedHashMap<>();

  StoredTree(Ledger ledger) {
    this.ledger = ledger;
  }

  /** The arithmetic over it. */
  MerkleTree tree() {
    return new MerkleTree(this);
  }

  /** Whether the later checkpoint, of this tree, begins with all that the earlier one speaks of. */
  boolean continues(Checkpoint earlier, Checkpoint later) {
    return earlier.origin().equals(later.origin())
        && earlier.size() <= later.size()
        && Proofs.consistent(earlier, later, tree().consistency(earlier.size(), later.size()));
  }

  /** How many leaves it has. */
  long size() {
    return ledger
        .first(
            "SELECT coalesce(max(index) + 1, 0) AS size FROM rekey.evidence_leaf",
            row -> row.large("size"))
        .orElse(0L);
  }

  @Override
  public TreeHash of(int height, long index) {
    int level = height / HEIGHT;
    int below = height % HEIGHT;
    long first = index << below;
    return over(level, first, 1 << below);
  }

  /** The hash over a whole tile. */
  TreeHash whole(int level, long number) {
    return over(level, number * WIDTH, WIDTH);
  }

  private TreeHash over(int level, long first, int count) {
    return count == 1
        ? hash(level, first)
        : TreeHash.over(over(level, first, count / 2), over(level, first + count / 2, count / 2));
  }

  private TreeHash hash(int level, long index) {
    List<TreeHash> tile = tile(level, index / WIDTH);
    int at = (int) (index % WIDTH);
    if (at >= tile.size()) {
      throw new StepFailedException(
          FailureCode.EVIDENCE_DIFFERS,
          "The ledger lacks hash " + index + " of level " + level + " of the evidence log");
    }
    return tile.get(at);
  }

  /** The hashes of a tile, as many as there are. */
  List<TreeHash> tile(int level, long number) {
    Place place = new Place(level, number);
    List<TreeHash> known = tiles.get(place);
    if (known == null) {
      known = level == 0 ? leaves(number * WIDTH) : nodes(level, number * WIDTH);
      if (tiles.size() >= KEPT) {
        tiles.remove(tiles.keySet().iterator().next());
      }
      tiles.put(place, known);
    }
    return known;
  }

  private List<TreeHash> leaves(long first) {
    return ledger.all(
        "SELECT e.hash FROM rekey.evidence_leaf l JOIN rekey.evidence_entry e USING (place)"
            + " WHERE l.index >= ? AND l.index < ? ORDER BY l.index",
        row -> TreeHash.of(row.maybeBytes("hash").orElseThrow()),
        first,
        first + WIDTH);
  }

  private List<TreeHash> nodes(int level, long first) {
    return ledger.all(
        "SELECT hash FROM rekey.evidence_node"
            + " WHERE level = ? AND index >= ? AND index < ? ORDER BY index",
        row -> TreeHash.of(row.maybeBytes("hash").orElseThrow()),
        level,
        first,
        first + WIDTH);
  }

  private record Place(int level, long number) {}
}
