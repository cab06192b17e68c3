package dev.rekey.model.transparency;

import java.util.ArrayList;
import java.util.List;

/**
 * The arithmetic of RFC 6962 over stored hashes: roots, and proofs for those who have only a root.
 */
public final class MerkleTree {
  private final Subtrees subtrees;

  /** Takes the way to what is stored. */
  public MerkleTree(Subtrees subtrees) {
    this.subtrees = subtrees;
  }

  /** The hashes of complete subtrees. */
  @FunctionalInterface
  public interface Subtrees {
    /**
     * The hash over the leaves from {@code index << height} to before {@code (index + 1) <<
     * height}.
     */
    TreeHash of(int height, long index);
  }

  /** The root of the tree's first leaves. */
  public TreeHash root(long size) {
    return size == 0 ? TreeHash.EMPTY : range(0, size);
  }

  /**
   * The path from a leaf to the root (section 2.1.1).
   *
   * @throws IllegalArgumentException if the tree has no such leaf
   */
  public List<TreeHash> inclusion(long index, long size) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("A tree of " + size + " leaves has no leaf " + index);
    }
    List<TreeHash> path = new ArrayList<>();
    include(index, 0, size, path);
    return path;
  }

  private void include(long index, long from, long to, List<TreeHash> path) {
    if (to - from == 1) {
      return;
    }
    long middle = from + split(to - from);
    if (index < middle) {
      include(index, from, middle, path);
      path.add(range(middle, to));
    } else {
      include(index, middle, to, path);
      path.add(range(from, middle));
    }
  }

  /**
   * What leads from the root of a smaller tree to that of a larger one (section 2.1.2). Empty if
   * the smaller one is empty, or as large.
   *
   * @throws IllegalArgumentException if it is not smaller
   */
  public List<TreeHash> consistency(long smaller, long larger) {
    if (smaller < 0 || smaller > larger) {
      throw new IllegalArgumentException("No tree of " + larger + " grew from one of " + smaller);
    }
    List<TreeHash> proof = new ArrayList<>();
    if (smaller > 0) {
      lead(smaller, 0, larger, true, proof);
    }
    return proof;
  }

  private void lead(long smaller, long from, long to, boolean whole, List<TreeHash> proof) {
    if (smaller == to) {
      if (!whole) {
        proof.add(range(from, to));
      }
      return;
    }
    long middle = from + split(to - from);
    if (smaller <= middle) {
      lead(smaller, from, middle, whole, proof);
      proof.add(range(middle, to));
    } else {
      lead(smaller, middle, to, false, proof);
      proof.add(range(from, middle));
    }
  }

  private TreeHash range(long from, long to) {
    long leaves = to - from;
    if (Long.bitCount(leaves) == 1 && from % leaves == 0) {
      return subtrees.of(Long.numberOfTrailingZeros(leaves), from / leaves);
    }
    long middle = from + split(leaves);
    return TreeHash.over(range(from, middle), range(middle, to));
  }

  /** The largest power of two below a number. */
  private static long split(long leaves) {
    return Long.highestOneBit(leaves - 1);
  }
}
