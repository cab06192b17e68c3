package dev.rekey.exercise.report;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids that follow from a name: UUIDs of version 5 (RFC 9562, 5.5), as OSCAL asks for. */
final class NamedId {
  private static final UUID NAMESPACE = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");
  private static final long VERSION = 0x5000L;
  private static final long NOT_VERSION = 0xFFFFFFFFFFFF0FFFL;
  private static final long NOT_VARIANT = 0x3FFFFFFFFFFFFFFFL;
  private static final long VARIANT = 0x8000000000000000L;

  private NamedId() {}

  /** The id of this name; its namespace is that of URLs. */
  @SuppressWarnings("InsecureCryptoUsage") // an id, not a proof: the RFC says SHA-1
  static UUID of(String name) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(
          ByteBuffer.allocate(16)
              .putLong(NAMESPACE.getMostSignificantBits())
              .putLong(NAMESPACE.getLeastSignificantBits())
              .array());
      ByteBuffer digest = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
      return new UUID(
          (digest.getLong() & NOT_VERSION) | VERSION, (digest.getLong() & NOT_VARIANT) | VARIANT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-1", e);
    }
  }
}
