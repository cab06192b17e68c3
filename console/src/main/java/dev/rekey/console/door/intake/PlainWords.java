package dev.rekey.console.door.intake;

import java.util.List;

/**
 * What others say about a leak, made fit to be kept: short, printable, without the parts of an
 * address that carry secrets, and not at all if it repeats the value.
 */
final class PlainWords {
  private static final int LONGEST = 200;
  private static final String LEFT_OUT = "(left out)";
  private static final int TELLING = 6;

  private PlainWords() {}

  static String of(String said, List<String> raw) {
    String bare = said.replaceAll("://[^/@\\s]*@", "://").replaceAll("[?#]\\S*", "");
    String plain = bare.replaceAll("[^A-Za-z0-9 ._:/@+()-]", " ").strip();
    if (raw.stream().anyMatch(value -> repeats(said, value))) {
      return LEFT_OUT;
    }
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
  }

  private static boolean repeats(String said, String value) {
    return value.strip().length() >= TELLING && said.contains(value.strip());
  }
}
