package dev.rekey.activities.testing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks for known values in any text: plain, in hex, URL-encoded, in base64 at every alignment. */
public final class SecretScan {
  private static final int BITS_OF_A_LETTER = 6;

  private final Map<String, String> dresses = new LinkedHashMap<>();

  /** From now on this value is looked for, under this name. */
  public SecretScan plant(String name, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    dress(name + " plain", value);
    dress(name + " in JSON", value.replace("\\", "\\\\").replace("\"", "\\\""));
    dress(name + " in hex", HexFormat.of().formatHex(bytes));
    dress(name + " in capital hex", HexFormat.of().withUpperCase().formatHex(bytes));
    dress(name + " URL-encoded", URLEncoder.encode(value, StandardCharsets.UTF_8));
    for (int before = 0; before < 3; before++) {
      dress(name + " in base64 after " + before, letters(Base64.getEncoder(), bytes, before));
      dress(
          name + " in URL base64 after " + before, letters(Base64.getUrlEncoder(), bytes, before));
    }
    return this;
  }

  /** How many values there are, times their dresses. */
  public int size() {
    return dresses.size();
  }

  /** What was found, by name and place; never the value. */
  public List<String> findings(String where, String text) {
    List<String> found = new ArrayList<>();
    dresses.forEach(
        (dress, name) -> {
          if (text.contains(dress)) {
            found.add(name + " in " + where);
          }
        });
    return found;
  }

  private void dress(String name, String text) {
    dresses.putIfAbsent(text, name);
  }

  /** The letters that depend on the value alone, if so many bytes of something else come first. */
  private static String letters(Base64.Encoder encoder, byte[] value, int before) {
    byte[] shifted = new byte[before + value.length];
    System.arraycopy(value, 0, shifted, before, value.length);
    String all = encoder.withoutPadding().encodeToString(shifted);
    Arrays.fill(shifted, (byte) 0);
    int first = (before * Byte.SIZE + BITS_OF_A_LETTER - 1) / BITS_OF_A_LETTER;
    int end = shifted.length * Byte.SIZE / BITS_OF_A_LETTER;
    return all.substring(first, end);
  }
}
