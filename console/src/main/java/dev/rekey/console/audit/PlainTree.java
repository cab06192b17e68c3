package dev.rekey.console.audit;

import dev.rekey.model.transparency.TreeHash;
import java.util.List;

/** The root of a tree, computed from all of its leaves and nothing else. */
final class PlainTree {
  private PlainTree() {}

  static TreeHash root(List<TreeHash> leaves) {
    if (leaves.isEmpty()) {
      return TreeHash.EMPTY;
    }
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int left = Integer.highestOneBit(leaves.size() - 1);
    return TreeHash.over(root(leaves.subList(0, left)), root(leaves.subList(left, leaves.size())));
  }
}
