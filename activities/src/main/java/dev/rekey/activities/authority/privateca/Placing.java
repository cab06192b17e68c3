package dev.rekey.activities.authority.privateca;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How an order is placed: under a token by which AWS knows it again, for five minutes and no
 * longer. As a note it is escrowed with the key, before the order is placed.
 *
 * @param token the token
 * @param since when it was made, which is before it was first used
 */
record Placing(String token, Instant since) {
  /** AWS keeps tokens for five minutes; a minute is for calls under way and clocks that differ. */
  private static final Duration KNOWN = Duration.ofMinutes(4);

  private static final SecureRandom CHANCE = new SecureRandom();
  private static final int BYTES = 16;
  private static final String BETWEEN = "@";

  static Placing at(Instant now) {
    byte[] chance = new byte[BYTES];
    CHANCE.nextBytes(chance);
    return new Placing(HexFormat.of().formatHex(chance), now);
  }

  /** That of an order, or a new one where it has no note. */
  static Placing of(Optional<String> note, Instant now) {
    return note.map(Placing::read).orElseGet(() -> at(now));
  }

  private static Placing read(String note) {
    int at = note.indexOf(BETWEEN);
    return new Placing(
        note.substring(0, at), Instant.ofEpochSecond(Long.parseLong(note.substring(at + 1))));
  }

  String note() {
    return token + BETWEEN + since.getEpochSecond();
  }

  /** Whether AWS still knows the token, if it was used at all. */
  boolean known(Instant now) {
    return now.isBefore(since.plus(KNOWN));
  }
}
