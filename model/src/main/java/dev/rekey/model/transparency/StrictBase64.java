package dev.rekey.model.transparency;

import java.util.Base64;

/** Base64 with one text for each value, so that no changed character goes unseen. */
final class StrictBase64 {
  private StrictBase64() {}

  static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** The bytes; throws IllegalArgumentException if it is not the one text of any. */
  static byte[] decode(String text) {
    byte[] bytes = Base64.getDecoder().decode(text);
    if (!encode(bytes).equals(text)) {
      throw new IllegalArgumentException("This is not the one Base64 text of its bytes");
    }
    return bytes;
  }
}
