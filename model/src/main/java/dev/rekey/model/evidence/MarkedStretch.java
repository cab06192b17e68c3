package dev.rekey.model.evidence;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Optional;

/**
 * Which entries of the log a word is about: from one on up to the one before the word itself, or
 * where an earlier word ended it.
 *
 * @param from the index of the first one: what a checkpoint of before covers is not among them
 * @param mark the index of the word
 * @param ended the index of the last one, if an earlier word has ended it
 */
public record MarkedStretch(long from, long mark, Optional<Long> ended) {
  /** Up to the word itself. */
  public MarkedStretch(long from, long mark) {
    this(from, mark, Optional.empty());
  }

  /** As it is written; earlier ones ended nowhere else. */
  @JsonCreator
  public MarkedStretch {
    ended = ended == null ? Optional.empty() : ended;
  }

  /** The index of the last one; before the first one if there is none. */
  public long last() {
    return ended.filter(one -> one < mark).orElse(mark - 1);
  }

  /** In words. */
  public String words() {
    return from > last()
        ? "no entry yet; the next one is " + mark
        : "entries " + from + " to " + last();
  }
}
