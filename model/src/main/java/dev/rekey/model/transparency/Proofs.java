package dev.rekey.model.transparency;

import java.util.Iterator;
import java.util.List;

/** Checks proofs against roots, as RFC 9162 tells in sections 2.1.3.2 and 2.1.4.2. */
public final class Proofs {
  private Proofs() {}

  /** Whether the path leads from the leaf to the root. */
  public static boolean includes(
      TreeHash root, long size, TreeHash leaf, long index, List<TreeHash> path) {
    if (index < 0 || index >= size) {
      return false;
    }
    long node = index;
    long last = size - 1;
    TreeHash hash = leaf;
    for (TreeHash sibling : path) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        hash = TreeHash.over(sibling, hash);
        int rightmost = Long.numberOfTrailingZeros(node); // none, if it is a right child itself
        node >>= rightmost;
        last >>= rightmost;
      } else {
        hash = TreeHash.over(hash, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && hash.equals(root);
  }

  /** Whether the larger tree begins with all of the smaller one. */
  public static boolean consistent(Checkpoint smaller, Checkpoint larger, List<TreeHash> proof) {
    if (smaller.size() > larger.size()) {
      return false;
    }
    if (smaller.size() == larger.size()) {
      return proof.isEmpty() && smaller.root().equals(larger.root());
    }
    if (smaller.size() == 0) {
      return proof.isEmpty() && smaller.root().equals(TreeHash.EMPTY);
    }
    Iterator<TreeHash> rest = proof.iterator();
    if (!rest.hasNext()) {
      return false;
    }
    boolean whole = Long.bitCount(smaller.size()) == 1;
    return leads(smaller, larger, whole ? smaller.root() : rest.next(), rest);
  }

  private static boolean leads(
      Checkpoint smaller, Checkpoint larger, TreeHash start, Iterator<TreeHash> rest) {
    int complete = Long.numberOfTrailingZeros(smaller.size());
    long node = (smaller.size() - 1) >> complete;
    long last = (larger.size() - 1) >> complete;
    TreeHash first = start;
    TreeHash second = start;
    while (rest.hasNext()) {
      TreeHash hash = rest.next();
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        first = TreeHash.over(hash, first);
        second = TreeHash.over(hash, second);
        int rightmost = Long.numberOfTrailingZeros(node);
        node >>= rightmost;
        last >>= rightmost;
      } else {
        second = TreeHash.over(second, hash);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && first.equals(smaller.root()) && second.equals(larger.root());
  }
}
