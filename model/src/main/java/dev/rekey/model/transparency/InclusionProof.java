package dev.rekey.model.transparency;

import java.util.List;

/**
 * Shows that an entry is in a log (C2SP tlog-proof).
 *
 * @param index where it is
 * @param path what leads from it to the root
 * @param checkpoint the signed checkpoint
 */
public record InclusionProof(long index, List<TreeHash> path, SignedNote checkpoint) {
  private static final String FIRST = "c2sp.org/tlog-proof@v1\n";
  private static final int LONGEST_PATH = 63;

  /** Copies the path. */
  public InclusionProof {
    path = List.copyOf(path);
  }

  /**
   * Reads a {@code .tlog-proof} file.
   *
   * @throws IllegalArgumentException if it is none; ours never have an extra line
   */
  public static InclusionProof parse(String file) {
    int between = file.indexOf("\n\n");
    if (!file.startsWith(FIRST) || between < FIRST.length()) {
      throw new IllegalArgumentException("A proof begins with " + FIRST.strip());
    }
    String[] lines = file.substring(FIRST.length(), between).split("\n", -1);
    if (!lines[0].matches("index (0|[1-9][0-9]{0,17})") || lines.length > LONGEST_PATH + 1) {
      throw new IllegalArgumentException("A proof's second line is its index");
    }
    return new InclusionProof(
        Long.parseLong(lines[0].substring("index ".length())),
        List.of(lines).subList(1, lines.length).stream().map(TreeHash::parse).toList(),
        SignedNote.parse(file.substring(between + 2)));
  }

  /** Whether the entry is in the log that the checkpoint speaks of; no signature is looked at. */
  public boolean shows(byte[] entry) {
    Checkpoint said = Checkpoint.parse(checkpoint.text());
    return Proofs.includes(said.root(), said.size(), TreeHash.ofLeaf(entry), index, path);
  }

  /** The file. */
  public String file() {
    StringBuilder file = new StringBuilder(FIRST).append("index ").append(index).append('\n');
    path.forEach(hash -> file.append(hash).append('\n'));
    return file.append('\n').append(checkpoint.note()).toString();
  }
}
