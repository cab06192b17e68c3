package dev.rekey.activities.authority;

import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The text form of keys and certificates (RFC 7468). */
public final class Pem {
  private static final int LINE = 64;

  private Pem() {}

  /** One block. */
  public static String text(String label, byte[] der) {
    String lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
  }

  /** All blocks whose label ends so, each with its frame. */
  public static List<String> blocks(String text, String label) {
    return Pattern.compile(
            "-----BEGIN ([A-Z0-9 ]* )?"
                + label
                + "-----.*?-----END ([A-Z0-9 ]* )?"
                + label
                + "-----",
            Pattern.DOTALL)
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .toList();
  }
}
