package dev.rekey.console.audit;

import dev.rekey.model.transparency.TreeHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A file of entries, each behind two bytes of its length (C2SP tlog-tiles). */
final class EntryBundle {
  private EntryBundle() {}

  /** The hashes of its entries; nothing if the last one is cut off. */
  static Optional<List<TreeHash>> leaves(byte[] bundle) {
    List<TreeHash> leaves = new ArrayList<>();
    int at = 0;
    while (at + 2 <= bundle.length) {
      int length = (bundle[at] & 0xff) << 8 | (bundle[at + 1] & 0xff);
      int end = at + 2 + length;
      if (end > bundle.length) {
        return Optional.empty();
      }
      leaves.add(TreeHash.ofLeaf(Arrays.copyOfRange(bundle, at + 2, end)));
      at = end;
    }
    return at == bundle.length ? Optional.of(leaves) : Optional.empty();
  }
}
