package dev.rekey.console.embedded.away;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.console.embedded.EnvironmentException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwaySettingsTest {
  @Test
  void without_a_word_people_hear_of_it_well_within_a_minute() {
    assertThat(AwaySettings.of(Map.of()).patience()).isLessThan(Duration.ofSeconds(40));
  }

  @Test
  void patience_and_card_are_the_installations_own() {
    assertThat(AwaySettings.of(Map.of("REKEY_AWAY_PATIENCE", "5", "REKEY_CARD", "the red folder")))
        .isEqualTo(new AwaySettings(Duration.ofSeconds(5), "the red folder"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "20s", "3601", "99999999999"})
  void what_is_no_patience_is_refused_at_the_start(String text) {
    assertThatThrownBy(() -> AwaySettings.of(Map.of("REKEY_AWAY_PATIENCE", text)))
        .isInstanceOf(EnvironmentException.class);
  }
}
