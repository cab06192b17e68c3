package dev.rekey.exercise.world;

import dev.rekey.model.Sha256;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Chance that hangs on what it is asked about, and not on when: the same exercise draws the same.
 *
 * @param seed the exercise's
 */
public record Chance(long seed) {
  private SplittableRandom about(String what) {
    return new SplittableRandom(ByteBuffer.wrap(Sha256.of(seed + "/" + what)).getLong());
  }

  /** Whether something happens that happens in so many of a hundred cases. */
  boolean hits(String what, int percent) {
    return about(what).nextInt(100) < percent;
  }

  /** A time between these. */
  Duration between(String what, Duration least, Duration most) {
    return Duration.ofMillis(about(what).nextLong(least.toMillis(), most.toMillis() + 1));
  }

  /** Letters and digits. */
  String text(String what, int length, String alphabet) {
    SplittableRandom random = about(what);
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
