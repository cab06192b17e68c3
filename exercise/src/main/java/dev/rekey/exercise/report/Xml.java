package dev.rekey.exercise.report;

/** Text in documents that machines read as markup. */
final class Xml {
  private Xml() {}

  /** Whatever people wrote stays text; what XML cannot hold becomes a question mark. */
  static String text(String words) {
    return words
        .replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
