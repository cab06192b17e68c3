package dev.rekey.console.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A file of entries, each behind two bytes of its length (C2SP tlog-tiles). */
final class EntryBundle {
  private EntryBundle() {}

  /** Its entries; nothing if the last one is cut off. */
  static Optional<List<byte[]>> entries(byte[] bundle) {
    List<byte[]> entries = new ArrayList<>();
    int at = 0;
    while (at + 2 <= bundle.length) {
      int length = (bundle[at] & 0xff) << 8 | (bundle[at + 1] & 0xff);
      int end = at + 2 + length;
      if (end > bundle.length) {
        return Optional.empty();
      }
      entries.add(Arrays.copyOfRange(bundle, at + 2, end));
      at = end;
    }
    return at == bundle.length ? Optional.of(entries) : Optional.empty();
  }
}
