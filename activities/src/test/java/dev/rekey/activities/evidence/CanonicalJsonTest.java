package dev.rekey.activities.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
  /** The sample of RFC 8785, section 3.2.3, without its fractions. */
  @Test
  void names_are_sorted_by_their_utf_16_units() {
    assertThat(
            CanonicalJson.of(
                Map.of(
                    "\u20ac", "Euro Sign",
                    "\r", "Carriage Return",
                    "\ufb33", "Hebrew Letter Dalet With Dagesh",
                    "1", "One",
                    "\ud83d\ude00", "Emoji: Grinning Face",
                    "\u0080", "Control",
                    "\u00f6", "Latin Small Letter O With Diaeresis")))
        .isEqualTo(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                + "\"\ud83d\ude00\":\"Emoji: Grinning Face\","
                + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
  }

  /** The sample of RFC 8785, section 3.2.2. */
  @Test
  void texts_are_escaped_as_little_as_possible() {
    assertThat(CanonicalJson.of("\u20ac$\u000F\nA'B\"\\\\\"/"))
        .isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
    assertThat(CanonicalJson.of("\b\t\f\r\u0000\u001f\u007f"))
        .isEqualTo("\"\\b\\t\\f\\r\\u0000\\u001f\u007f\"");
  }

  @Test
  void whole_numbers_lists_and_words_are_plain() {
    assertThat(CanonicalJson.of(List.of(0, -1, 9_007_199_254_740_991L, true, List.of(), Map.of())))
        .isEqualTo("[0,-1,9007199254740991,true,[],{}]");
  }

  @Test
  void what_has_no_canonical_form_is_refused() {
    refused(1.5);
    refused(new BigDecimal("1.5"));
    refused(1L << 53);
    refused(Map.of("at", java.time.Instant.EPOCH));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "a\udc00b"})
  void half_a_character_is_refused(String half) {
    refused(half);
  }

  private static void refused(Object value) {
    assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.of(value));
  }
}
