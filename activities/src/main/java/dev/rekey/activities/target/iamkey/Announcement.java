package dev.rekey.activities.target.iamkey;

import dev.rekey.model.credential.VersionId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is written down at the user before a key is asked for, since a key cannot be marked as it is
 * made: whatever comes of the call, the next one can tell its key from others. It is the value of a
 * user tag: at most 256 of letters, digits, blanks and {@code _.:/=+-@} (IAM's rule), and the ids
 * of two keys fit in.
 *
 * @param version the version that the key is for
 * @param at when, by our clock
 * @param before the keys that were there
 */
record Announcement(VersionId version, Instant at, List<String> before) {
  /** The tag's name. */
  static final String TAG = "rekey:minting";

  /** AWS refuses signatures from clocks that differ by more (IAM User Guide, "Signing"). */
  static final Duration SKEW = Duration.ofMinutes(5);

  /** No function runs longer (AWS Lambda quotas), so none can still make a key afterwards. */
  private static final Duration LONGEST_CALL = Duration.ofMinutes(15);

  /** Whether the announced call can have made this key. */
  boolean covers(Key key) {
    return !before.contains(key.id())
        && !key.created().isBefore(at.minus(SKEW))
        && !key.created().isAfter(at.plus(LONGEST_CALL).plus(SKEW));
  }

  String text() {
    return version + " " + at + " " + String.join(" ", before);
  }

  /** Reads the tag's value; nothing if another hand wrote it. */
  static Optional<Announcement> of(String text) {
    List<String> words = Arrays.asList(text.strip().split(" +"));
    if (words.size() < 2) {
      return Optional.empty();
    }
    try {
      VersionId version = new VersionId(words.get(0));
      List<String> before = List.copyOf(words.subList(2, words.size()));
      return Optional.of(new Announcement(version, Instant.parse(words.get(1)), before));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
