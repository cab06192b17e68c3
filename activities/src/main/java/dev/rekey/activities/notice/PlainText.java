package dev.rekey.activities.notice;

import java.util.regex.Pattern;

/** Text from anywhere, made harmless for a line of plain text. */
final class PlainText {
  /** Control characters, line ends of all kinds, and what turns or hides other characters. */
  private static final Pattern HARMFUL =
      Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}]+");

  private static final Pattern BLANKS = Pattern.compile("\\p{Z}+");
  private static final String CUT = "…";

  private PlainText() {}

  /** One line of at most so many characters. */
  static String line(String text, int longest) {
    String plain = BLANKS.matcher(HARMFUL.matcher(text).replaceAll(" ")).replaceAll(" ").strip();
    if (plain.length() <= longest) {
      return plain;
    }
    int end = longest - CUT.length();
    return plain.substring(0, Character.isHighSurrogate(plain.charAt(end - 1)) ? end - 1 : end)
        + CUT;
  }
}
