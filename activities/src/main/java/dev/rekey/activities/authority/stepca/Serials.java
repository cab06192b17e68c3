package dev.rekey.activities.authority.stepca;

import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.model.Sha256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.stream.Stream;

/**
 * The serial numbers that an order may get, one after the other: the first one is its note, each
 * further one follows from the one before, so that who has the note knows all of them.
 */
final class Serials {
  private static final SecureRandom CHANCE = new SecureRandom();
  private static final int BITS = 127;
  private static final int HEX = 16;
  private static final int DIGITS = 32;

  private Serials() {}

  /** The note of a new order. */
  static String note() {
    return one(new BigInteger(BITS, CHANCE)).toString(HEX);
  }

  /** Those of an order. */
  static Stream<BigInteger> of(CertificateOrder order) {
    return Stream.iterate(
        new BigInteger(order.order().orElseGet(Serials::note), HEX), Serials::next);
  }

  private static BigInteger next(BigInteger serial) {
    String hash = Sha256.hex(serial.toString(HEX).getBytes(StandardCharsets.US_ASCII));
    return one(new BigInteger(hash.substring(0, DIGITS), HEX));
  }

  /** Positive, and always of the same length. */
  private static BigInteger one(BigInteger chance) {
    return chance.clearBit(BITS).setBit(BITS - 1);
  }
}
