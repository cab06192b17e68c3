package dev.rekey.console.audit;

import java.util.Optional;

/**
 * Something that is not as it must be.
 *
 * @param file in which file
 * @param index at which entry of the log, if it is about one
 * @param at at which byte of the file, where that can be told
 * @param problem what is wrong
 */
public record Finding(String file, Optional<Long> index, Optional<Long> at, String problem) {
  static Finding in(String file, String problem) {
    return new Finding(file, Optional.empty(), Optional.empty(), problem);
  }

  static Finding of(String file, long index, String problem) {
    return new Finding(file, Optional.of(index), Optional.empty(), problem);
  }

  static Finding at(String file, long at, String problem) {
    return new Finding(file, Optional.empty(), Optional.of(at), problem);
  }

  /** In one line, for people. */
  public String line() {
    return file
        + index.map(one -> ", entry " + one).orElse("")
        + at.map(one -> ", byte " + one).orElse("")
        + ": "
        + problem;
  }
}
