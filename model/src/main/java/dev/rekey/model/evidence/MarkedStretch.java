package dev.rekey.model.evidence;

/**
 * Which entries of the log a word is about: from one on up to the one before the word itself.
 *
 * @param from the index of the first one: what a checkpoint of before covers is not among them
 * @param mark the index of the word
 */
public record MarkedStretch(long from, long mark) {
  /** In words. */
  public String words() {
    return from >= mark
        ? "no entry yet; the next one is " + mark
        : "entries " + from + " to " + (mark - 1);
  }
}
