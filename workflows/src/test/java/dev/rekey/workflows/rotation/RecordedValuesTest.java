package dev.rekey.workflows.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.credential.PasswordPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 1: nothing in a recorded history looks like a value that a policy makes, or like a token. */
class RecordedValuesTest {
  private static final Pattern PAYLOAD = Pattern.compile("\"data\": *\"([A-Za-z0-9+/=]+)\"");

  /** At least 128 bits of letters and digits, and our tokens. */
  private static final Pattern WORD = Pattern.compile("rekey_[\\w-]{20,}|[A-Za-z0-9]{22,}");

  private static final Pattern HEX = Pattern.compile("[0-9a-f]+|[0-9A-F]+");

  static Stream<Path> histories() throws IOException {
    return ReplayTest.histories();
  }

  @ParameterizedTest
  @MethodSource("histories")
  void nothing_in_a_recorded_history_looks_like_a_value(Path history) throws IOException {
    assertThat(suspects(Files.readString(history))).isEmpty();
  }

  @Test
  void a_value_in_a_history_would_be_found() {
    String value = "q7Rk2ZpX0mLw9TbYc4HsVd8NeGf5JuAi3KoQ1xWz";
    assertThat(value).hasSize(PasswordPolicy.DEFAULT.length());
    String payload = "{\"reason\":\"refused: " + value + "\"}";
    String encoded = Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8));
    assertThat(suspects("{\"message\": \"" + value + "\"}")).containsExactly(value);
    assertThat(suspects("{\"data\": \"" + encoded + "\"}")).containsExactly(value);
    assertThat(suspects("\"rekey_" + value + "\"")).isNotEmpty();
  }

  private static List<String> suspects(String recorded) {
    String history = recorded.replace("\\u003d", "=");
    StringBuilder text = new StringBuilder(PAYLOAD.matcher(history).replaceAll("\"data\""));
    Matcher payloads = PAYLOAD.matcher(history);
    while (payloads.find()) {
      byte[] bytes = Base64.getDecoder().decode(payloads.group(1));
      text.append('\n').append(new String(bytes, StandardCharsets.UTF_8));
    }
    return WORD.matcher(text)
        .results()
        .map(found -> found.group())
        .filter(RecordedValuesTest::looksMade)
        .toList();
  }

  private static boolean looksMade(String word) {
    return !HEX.matcher(word).matches()
        && !word.equals(PasswordPolicy.DEFAULT.alphabet())
        && word.chars().anyMatch(Character::isDigit)
        && word.chars().anyMatch(Character::isUpperCase)
        && word.chars().anyMatch(Character::isLowerCase);
  }
}
