package dev.rekey.console.audit;

import dev.rekey.model.transparency.Checkpoint;
import dev.rekey.model.transparency.TreeHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks a whole copy of the log: every entry is hashed anew, and every tile compared. */
final class MirrorAudit {
  private static final int WIDTH = 256;
  private static final Pattern PARTIAL =
      Pattern.compile("(tile/(?:entries|\\d{1,2})/[x0-9/]{3,40})\\.p/(\\d{1,3})");

  private final EvidenceFiles files;
  private final Checkpoint checkpoint;
  private final List<Finding> findings;
  private final Doubts doubts;
  private final List<TreeHash> leaves = new ArrayList<>();

  MirrorAudit(EvidenceFiles files, Checkpoint checkpoint, List<Finding> findings, Doubts doubts) {
    this.files = files;
    this.checkpoint = checkpoint;
    this.findings = findings;
    this.doubts = doubts;
  }

  /** Checks everything; gives how many entries there are. */
  long entries() throws IOException {
    for (long tile = 0; tile * WIDTH < checkpoint.size(); tile++) {
      int width = (int) Math.min(WIDTH, checkpoint.size() - tile * WIDTH);
      read(tile, width);
    }
    if (leaves.size() == checkpoint.size()) {
      levels();
      partials();
    }
    return leaves.size();
  }

  /** Whether the log began as the auditor's older checkpoint says. */
  boolean continues(Checkpoint then) {
    return then.origin().equals(checkpoint.origin())
        && then.size() <= leaves.size()
        && PlainTree.root(leaves.subList(0, (int) then.size())).equals(then.root());
  }

  private void read(long tile, int width) {
    String file = named("entries", tile, width);
    Optional<List<byte[]>> read = entries(tile, width);
    if (read.isEmpty()) {
      findings.add(Finding.in(file, "it is missing or unreadable; its entries were logged"));
      return;
    }
    if (read.get().size() != width) {
      findings.add(Finding.in(file, "it does not hold " + width + " whole entries"));
      return;
    }
    List<TreeHash> hashes = read.get().stream().map(TreeHash::ofLeaf).toList();
    Optional<byte[]> tileOfLeaves = hashes("0", tile, width);
    for (int n = 0; n < width; n++) {
      doubts.read(tile * WIDTH + n, read.get().get(n));
      if (differs(tileOfLeaves, n, hashes.get(n))) {
        findings.add(
            Finding.of(file, tile * WIDTH + n, "the entry and its hash in the tile differ"));
      }
    }
    leaves.addAll(hashes);
  }

  /** None if they are missing; too few or too many if they are broken. */
  private Optional<List<byte[]>> entries(long tile, int width) {
    return files
        .bytes(named("entries", tile, width))
        .map(MirrorAudit::entries)
        .or(
            () ->
                files
                    .bytes(named("entries", tile, WIDTH))
                    .map(whole -> entries(whole).stream().limit(width).toList()));
  }

  private static List<byte[]> entries(byte[] bundle) {
    return EntryBundle.entries(bundle).orElse(List.of());
  }

  /**
   * A tile. A whole one may have taken the place of a partial one since the checkpoint was read
   * (C2SP tlog-tiles, Partial Tiles): then its first hashes count.
   */
  private Optional<byte[]> hashes(String level, long tile, int width) {
    return files
        .bytes(named(level, tile, width))
        .or(
            () ->
                files
                    .bytes(named(level, tile, WIDTH))
                    .map(whole -> Arrays.copyOf(whole, width * TreeHash.BYTES)));
  }

  private static boolean differs(Optional<byte[]> tile, int hash, TreeHash entry) {
    return tile.filter(said -> !Arrays.equals(slice(said, hash), entry.bytes())).isPresent();
  }

  private static byte[] slice(byte[] tile, int hash) {
    int from = Math.min(hash * TreeHash.BYTES, tile.length);
    return Arrays.copyOfRange(tile, from, Math.min(from + TreeHash.BYTES, tile.length));
  }

  /** Every level that the checkpoint needs, and the root over it. */
  private void levels() {
    List<TreeHash> level = leaves;
    for (int number = 0; !level.isEmpty(); number++) {
      List<TreeHash> above = new ArrayList<>();
      for (int from = 0; from < level.size(); from += WIDTH) {
        List<TreeHash> tile = level.subList(from, Math.min(from + WIDTH, level.size()));
        compare(Integer.toString(number), from / WIDTH, tile);
        if (tile.size() == WIDTH) {
          above.add(PlainTree.root(tile));
        }
      }
      level = above;
    }
    if (!PlainTree.root(leaves).equals(checkpoint.root())) {
      findings.add(Finding.in("checkpoint", "the entries do not lead to the root that it names"));
    }
  }

  /** Smaller forms of files that are left from earlier checkpoints begin the larger ones. */
  private void partials() throws IOException {
    Map<String, Integer> widest = new TreeMap<>();
    List<String> names = files.names();
    for (String name : names) {
      Matcher partial = PARTIAL.matcher(name);
      if (partial.matches()) {
        widest.merge(partial.group(1), Integer.parseInt(partial.group(2)), Math::max);
      }
    }
    for (String name : names) {
      Matcher partial = PARTIAL.matcher(name);
      if (partial.matches()) {
        String base = partial.group(1);
        begins(name, files.has(base) ? base : base + ".p/" + widest.get(base));
      }
    }
  }

  private void begins(String smaller, String larger) {
    if (!files.has(smaller)) {
      return; // it was removed since the names were listed
    }
    byte[] small = files.bytes(smaller).orElse(new byte[0]);
    byte[] large = files.bytes(larger).orElse(new byte[0]);
    int differs = Arrays.mismatch(small, large);
    if ((differs >= 0 && differs < small.length) || small.length == 0) {
      findings.add(Finding.at(smaller, differs, "it does not begin " + larger));
    }
  }

  private void compare(String level, long tile, List<TreeHash> expected) {
    String file = named(level, tile, expected.size());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    expected.forEach(hash -> bytes.writeBytes(hash.bytes()));
    Optional<byte[]> found = hashes(level, tile, expected.size());
    if (found.isEmpty()) {
      findings.add(Finding.in(file, "the tile is missing or cannot be read"));
      return;
    }
    int differs = Arrays.mismatch(bytes.toByteArray(), found.get());
    if (differs >= 0) {
      findings.add(Finding.at(file, differs, "the tile is not that of the entries"));
    }
  }

  /** The name of a tile: 1234067 is {@code x001/x234/067}. */
  static String named(String level, long tile, int width) {
    Deque<String> parts = new ArrayDeque<>();
    parts.push(String.format(Locale.ROOT, "%03d", tile % 1000));
    for (long rest = tile / 1000; rest > 0; rest /= 1000) {
      parts.push(String.format(Locale.ROOT, "x%03d", rest % 1000));
    }
    String path = "tile/" + level + "/" + String.join("/", parts);
    return width == WIDTH ? path : path + ".p/" + width;
  }
}
