package dev.rekey.workflows.trace;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a trace, as X-Ray and W3C Trace Context both can say it.
 *
 * @param root the trace's id: 32 hexadecimal digits
 * @param parent the span that caused what follows, 16 hexadecimal digits, if one is named
 * @param sampled whether it is recorded
 */
public record Trace(String root, Optional<String> parent, boolean sampled) {
  private static final Pattern W3C =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  private static final Pattern XRAY_ROOT = Pattern.compile("1-([0-9a-f]{8})-([0-9a-f]{24})");
  private static final Pattern SPAN = Pattern.compile("[0-9a-f]{16}");

  /** Reads a {@code traceparent}; nothing, if it is none. */
  public static Optional<Trace> ofTraceparent(String header) {
    Matcher parts = W3C.matcher(header);
    if (!parts.matches() || isZero(parts.group(1)) || isZero(parts.group(2))) {
      return Optional.empty();
    }
    boolean sampled = (Integer.parseInt(parts.group(3), 16) & 1) == 1;
    return Optional.of(new Trace(parts.group(1), Optional.of(parts.group(2)), sampled));
  }

  /** Reads an {@code X-Amzn-Trace-Id}; nothing, if it names no root. */
  public static Optional<Trace> ofXray(String header) {
    Map<String, String> fields = new HashMap<>();
    for (String field : header.split(";", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.put(field.substring(0, equals).strip(), field.substring(equals + 1).strip());
      }
    }
    Matcher root = XRAY_ROOT.matcher(fields.getOrDefault("Root", ""));
    if (!root.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Trace(
            root.group(1) + root.group(2),
            Optional.ofNullable(fields.get("Parent")).filter(span -> SPAN.matcher(span).matches()),
            "1".equals(fields.get("Sampled"))));
  }

  /** The value of an {@code X-Amzn-Trace-Id}. */
  public String xray() {
    return "Root=1-"
        + root.substring(0, 8)
        + "-"
        + root.substring(8)
        + parent.map(span -> ";Parent=" + span).orElse("")
        + ";Sampled="
        + (sampled ? "1" : "0");
  }

  private static boolean isZero(String digits) {
    return digits.chars().allMatch(digit -> digit == '0');
  }
}
