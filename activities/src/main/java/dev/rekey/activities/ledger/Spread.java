package dev.rekey.activities.ledger;

import dev.rekey.model.Sha256;
import dev.rekey.model.credential.SecretId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/** Spreads credentials over a time by their names: each has its place, and always the same. */
public final class Spread {
  private Spread() {}

  /** The place of this name in a time. */
  public static Duration share(SecretId secret, Duration whole) {
    return Duration.ofSeconds((long) (whole.toSeconds() * fraction(secret)));
  }

  /** The place of this name between two times; the first one if they are out of order. */
  public static Instant within(SecretId secret, Instant from, Instant until) {
    return until.isBefore(from) ? from : from.plus(share(secret, Duration.between(from, until)));
  }

  /** From 0 inclusive to 1 exclusive, evenly spread over names. */
  private static double fraction(SecretId secret) {
    return (ByteBuffer.wrap(Sha256.of(secret.value())).getLong() >>> 11) * 0x1.0p-53;
  }
}
