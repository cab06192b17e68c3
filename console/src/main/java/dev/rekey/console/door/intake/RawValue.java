package dev.rekey.console.door.intake;

import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.trigger.Clue;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in what a scanner saw what may be the value of a credential. */
final class RawValue {
  /** Public ids of access keys: no secrets. */
  private static final Pattern ACCESS_KEY =
      Pattern.compile("(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])");

  /** {@code scheme://user:password@host}. */
  private static final Pattern USER_INFO =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/?#\\s:@]*:([^/?#\\s@]+)@");

  /** The same by somebody who did not encode what they wrote: up to the last at-sign. */
  private static final Pattern BARE_USER_INFO =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/?#\\s:@]*:(\\S+)@");

  /** {@code password=...} in JDBC URLs, configurations and literals. */
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?i)(?:password|passwd|pwd|secret|token|key)[\"']?\\s*[:=]\\s*[\"']?([^\\s\"'&;,]{8,512})");

  private static final int LONGEST = 4_096;

  private final String text;

  RawValue(String text) {
    this.text = text;
  }

  /** Everything that may be a value, the whole first. */
  List<SecretValue> values() {
    Set<String> found = new LinkedHashSet<>();
    found.add(text);
    found.add(text.strip());
    if (text.length() <= LONGEST) {
      inside(USER_INFO, found);
      inside(BARE_USER_INFO, found);
      inside(ASSIGNED, found);
    }
    found.removeIf(String::isBlank);
    return found.stream().map(SecretValue::of).toList();
  }

  /** The public ids in it. */
  List<Clue> clues() {
    return text.length() > LONGEST ? List.of() : accessKeys(text);
  }

  static List<Clue> accessKeys(String text) {
    return ACCESS_KEY
        .matcher(text)
        .results()
        .map(one -> one.group())
        .distinct()
        .<Clue>map(Clue.AccessKey::new)
        .toList();
  }

  private void inside(Pattern pattern, Set<String> found) {
    Matcher parts = pattern.matcher(text);
    while (parts.find()) {
      found.add(parts.group(1));
      decoded(parts.group(1), found);
    }
  }

  private static void decoded(String part, Set<String> found) {
    try {
      found.add(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException noEncoding) {
      // then it is what it is
    }
  }
}
