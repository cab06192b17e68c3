package dev.rekey.activities.evidence;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one JSON text of a value, by RFC 8785, so that its hash is the same wherever it is written.
 * For texts, whole numbers, yes and no, nothing, lists and maps; fractions are refused.
 */
final class CanonicalJson {
  /** Larger whole numbers are not the same in every reader. */
  private static final long LARGEST = (1L << 53) - 1;

  private final StringBuilder out = new StringBuilder();

  private CanonicalJson() {}

  /**
   * Writes a value.
   *
   * @throws IllegalArgumentException if it has no canonical form here
   */
  static String of(Object value) {
    CanonicalJson writer = new CanonicalJson();
    writer.write(value);
    return writer.out.toString();
  }

  private void write(@Nullable Object value) {
    switch (value) {
      case null -> out.append("null");
      case String text -> text(text);
      case Boolean flag -> out.append(flag.booleanValue());
      case Integer number -> number(number);
      case Long number -> number(number);
      case List<?> list -> list(list);
      case Map<?, ?> map -> map(map);
      default ->
          throw new IllegalArgumentException(
              "A " + value.getClass().getSimpleName() + " is no evidence: write it as text");
    }
  }

  private void number(long number) {
    if (number > LARGEST || number < -LARGEST) {
      throw new IllegalArgumentException("A number of this size is written as text");
    }
    out.append(number);
  }

  private void list(List<?> list) {
    String separator = "[";
    for (Object one : list) {
      out.append(separator);
      write(one);
      separator = ",";
    }
    out.append(list.isEmpty() ? "[]" : "]");
  }

  /** Names are sorted by their UTF-16 units, which is how Java compares texts. */
  private void map(Map<?, ?> map) {
    Map<String, @Nullable Object> sorted = new TreeMap<>();
    map.forEach((name, value) -> sorted.put((String) name, value));
    String separator = "{";
    for (Map.Entry<String, @Nullable Object> one : sorted.entrySet()) {
      out.append(separator);
      text(one.getKey());
      out.append(':');
      write(one.getValue());
      separator = ",";
    }
    out.append(sorted.isEmpty() ? "{}" : "}");
  }

  private void text(String text) {
    out.append('"');
    text.codePoints().forEach(this::character);
    out.append('"');
  }

  private void character(int point) {
    switch (point) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\f' -> out.append("\\f");
      case '\r' -> out.append("\\r");
      default -> plain(point);
    }
  }

  private void plain(int point) {
    if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
      throw new IllegalArgumentException("A text with half a character in it is no evidence");
    }
    if (point < ' ') {
      out.append("\\u00").append(point < 16 ? "0" : "").append(Integer.toHexString(point));
    } else {
      out.appendCodePoint(point);
    }
  }
}
