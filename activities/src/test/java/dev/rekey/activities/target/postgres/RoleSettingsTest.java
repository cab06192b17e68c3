package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoleSettingsTest {
  @Test
  void a_list_of_names_is_taken_apart_and_quoted_again() {
    assertThat(RoleSettings.value("search_path", "\"$user\", public, \"odd, \"\"one\"\"\""))
        .isEqualTo("'$user', 'public', 'odd, \"one\"'");
  }

  @Test
  void text_that_would_break_out_stays_text() {
    assertThat(RoleSettings.value("search_path", "a;DROP ROLE x--'"))
        .isEqualTo("'a;DROP ROLE x--'''");
    assertThat(RoleSettings.value("app.x", "1'; DROP ROLE x")).isEqualTo("'1''; DROP ROLE x'");
  }
}
