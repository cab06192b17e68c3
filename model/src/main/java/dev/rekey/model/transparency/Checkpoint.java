package dev.rekey.model.transparency;

/**
 * What a log says of itself (C2SP tlog-checkpoint).
 *
 * @param origin which log
 * @param size how many leaves it has
 * @param root the root of its tree
 */
public record Checkpoint(String origin, long size, TreeHash root) {
  /**
   * Checks that it can be written.
   *
   * @throws IllegalArgumentException if the origin is no name of a log, or the size negative
   */
  public Checkpoint {
    NoteKey.requireName(origin);
    if (size < 0) {
      throw new IllegalArgumentException("A log has no negative size");
    }
  }

  /**
   * Reads the text of a note.
   *
   * @throws IllegalArgumentException if it is no checkpoint of ours: more lines are refused too
   */
  public static Checkpoint parse(String text) {
    String[] lines = text.split("\n", -1);
    if (lines.length != 4 || !lines[3].isEmpty()) {
      throw new IllegalArgumentException("A checkpoint has three lines: origin, size, root");
    }
    if (!lines[1].matches("0|[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException("A checkpoint's second line is the log's size");
    }
    return new Checkpoint(lines[0], Long.parseLong(lines[1]), TreeHash.parse(lines[2]));
  }

  /** The text that is signed. */
  public String text() {
    return origin + "\n" + size + "\n" + root + "\n";
  }
}
