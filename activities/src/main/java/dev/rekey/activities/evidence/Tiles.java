package dev.rekey.activities.evidence;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.transparency.TreeHash;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** The log as files: tiles of hashes, and bundles of entries (C2SP tlog-tiles). */
final class Tiles {
  private static final String ENTRIES = "entries";

  private final Ledger ledger;
  private final StoredTree tree;

  Tiles(Ledger ledger) {
    this.ledger = ledger;
    this.tree = new StoredTree(ledger);
  }

  /** Adds to a mirror that has the first {@code before} leaves what it lacks of the first ones. */
  void copy(long before, long after, Mirror mirror) {
    for (int level = 0; after >> (level * StoredTree.HEIGHT) > 0; level++) {
      long had = before >> (level * StoredTree.HEIGHT);
      long has = after >> (level * StoredTree.HEIGHT);
      for (long tile = had / StoredTree.WIDTH; tile * StoredTree.WIDTH < has; tile++) {
        int width = (int) Math.min(StoredTree.WIDTH, has - tile * StoredTree.WIDTH);
        if (tile * StoredTree.WIDTH + width > had) {
          copy(level, tile, width, mirror);
        }
      }
    }
  }

  private void copy(int level, long tile, int width, Mirror mirror) {
    add(Integer.toString(level), tile, width, hashes(level, tile, width), mirror);
    if (level == 0) {
      add(ENTRIES, tile, width, entries(tile, width), mirror);
    }
  }

  private static void add(String level, long tile, int width, byte[] content, Mirror mirror) {
    String path = name(level, tile);
    mirror.add(width == StoredTree.WIDTH ? path : path + ".p/" + width, content);
  }

  /**
   * Removes what a mirror has of tiles that became whole. To be called once its checkpoint needs
   * them no more: one that is verified just now, or was left half-way, verifies.
   */
  static void tidy(long before, long after, Mirror mirror) {
    for (int level = 0; after >> (level * StoredTree.HEIGHT) > 0; level++) {
      long whole = after >> ((level + 1) * StoredTree.HEIGHT);
      for (long tile = before >> ((level + 1) * StoredTree.HEIGHT); tile < whole; tile++) {
        mirror.whole(name(Integer.toString(level), tile));
        if (level == 0) {
          mirror.whole(name(ENTRIES, tile));
        }
      }
    }
  }

  private byte[] hashes(int level, long tile, int width) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(width * TreeHash.BYTES);
    tree.tile(level, tile).stream().limit(width).forEach(hash -> bytes.writeBytes(hash.bytes()));
    return bytes.toByteArray();
  }

  private byte[] entries(long tile, int width) {
    List<byte[]> leaves =
        ledger.all(
            "SELECT e.leaf FROM rekey.evidence_leaf l JOIN rekey.evidence_entry e USING (place)"
                + " WHERE l.index >= ? AND l.index < ? ORDER BY l.index",
            row -> row.maybeBytes("leaf").orElseThrow(),
            tile * StoredTree.WIDTH,
            tile * StoredTree.WIDTH + width);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] leaf : leaves) {
      bytes.write(leaf.length >> 8);
      bytes.write(leaf.length);
      bytes.writeBytes(leaf);
    }
    return bytes.toByteArray();
  }

  private static String name(String level, long tile) {
    return "tile/" + level + "/" + path(tile);
  }

  /** 1234067 is {@code x001/x234/067}. */
  static String path(long number) {
    Deque<String> parts = new ArrayDeque<>();
    parts.push(String.format(Locale.ROOT, "%03d", number % 1000));
    for (long rest = number / 1000; rest > 0; rest /= 1000) {
      parts.push(String.format(Locale.ROOT, "x%03d", rest % 1000));
    }
    return String.join("/", parts);
  }
}
