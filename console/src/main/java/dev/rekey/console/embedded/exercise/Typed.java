package dev.rekey.console.embedded.exercise;

import java.util.List;

/**
 * A line that somebody typed: words, and after a colon a text.
 *
 * @param words what comes before the colon; one that is empty for an empty line
 * @param text what comes after it
 */
record Typed(List<String> words, String text) {
  static Typed of(String line) {
    int colon = line.indexOf(": ");
    String head = colon < 0 ? line.strip() : line.substring(0, colon).strip();
    String text = colon < 0 ? "" : line.substring(colon + 2).strip();
    return new Typed(List.of(head.split(" +")), text);
  }

  /** As it can be typed again. */
  String line() {
    String head = String.join(" ", words);
    return text.isEmpty() ? head : head + ": " + text;
  }

  /** The first word. */
  String verb() {
    return words.getFirst();
  }

  /** The same without its first word: what the one who is named first does. */
  Typed rest() {
    return new Typed(words.subList(1, words.size()), text);
  }

  /**
   * The word at this place.
   *
   * @param what is missed if there is none
   */
  String word(int place, String what) {
    if (words.size() <= place) {
      throw new IllegalArgumentException("Say " + what);
    }
    return words.get(place);
  }
}
