package dev.rekey.activities.notice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A notice on its way to one recipient of one channel.
 *
 * @param recipient a mailbox or topic, or the channel itself
 * @param key the same for every attempt, and for nothing else: by it a receiver knows a repetition
 */
record Letter(String recipient, String key, Wording wording) {
  /** The key where only letters and digits are taken. */
  String digest() {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) { // every Java platform has it
      throw new IllegalStateException(e);
    }
  }
}
