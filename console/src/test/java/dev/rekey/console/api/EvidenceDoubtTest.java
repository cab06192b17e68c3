package dev.rekey.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people are told to trust of a log that is in doubt. */
class EvidenceDoubtTest {
  @Test
  void what_was_signed_before_is_named_where_the_key_is_in_doubt() {
    assertThat(doubt(true, "open", 7, Optional.of("cm9vdA==")).ofItsKey())
        .hasValueSatisfying(
            told ->
                assertThat(told)
                    .startsWith("They may have had the key too")
                    .contains("the 7 entries with the root cm9vdA== and a witness vouched for"));
  }

  @Test
  void where_nothing_was_signed_before_that_is_said_and_no_entries_of_no_root_are() {
    assertThat(doubt(true, "ended", 0, Optional.empty()).ofItsKey())
        .hasValueSatisfying(
            told ->
                assertThat(told)
                    .contains("Nothing was signed before, so there is no earlier head")
                    .doesNotContain("0 entries", "root"));
  }

  @Test
  void of_a_key_that_nobody_had_and_of_a_doubt_that_was_lifted_nothing_is_said() {
    assertThat(doubt(false, "open", 7, Optional.of("cm9vdA==")).ofItsKey()).isEmpty();
    assertThat(doubt(true, "lifted", 7, Optional.of("cm9vdA==")).ofItsKey()).isEmpty();
  }

  private static EvidenceDoubt doubt(boolean key, String state, long size, Optional<String> root) {
    return new EvidenceDoubt(
        "INC-0123456789AB",
        state,
        size,
        Optional.empty(),
        Instant.EPOCH,
        true,
        key,
        "rekey",
        "its role leaked",
        size,
        root);
  }
}
