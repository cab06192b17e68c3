package dev.rekey.console.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.console.door.OpenDoor.Answer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DoorTest {
  @AutoClose private final OpenDoor door = new OpenDoor();

  @Test
  void tells_anybody_how_it_fares() {
    Answer health = door.get("", "/v1/health");
    assertThat(health.status()).isEqualTo(200);
    assertThat(health.json().path("status").asString()).isEqualTo("up");
    assertThat(health.json().path("durable").asBoolean()).isFalse();
  }

  @Test
  void shows_its_own_description() {
    Answer yaml = door.get("", "/openapi.yaml");
    assertThat(yaml.status()).isEqualTo(200);
    assertThat(yaml.body()).startsWith("openapi: 3.1");
  }

  @Test
  void lets_nobody_in_without_a_token_or_with_an_unknown_one() {
    for (String token : new String[] {"", "rekey_unknown"}) {
      Answer refused = door.get(token, "/v1/credentials");
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.code()).isEqualTo("UNAUTHORIZED");
      assertThat(refused.http().headers().firstValue("WWW-Authenticate")).contains("Bearer");
      assertThat(refused.http().headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/problem+json");
    }
  }

  @Test
  void tells_browsers_to_keep_and_run_nothing_of_its_answers() {
    var headers = door.get(door.ann, "/v1/credentials").http().headers();
    assertThat(headers.firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
    assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'");
    assertThat(headers.firstValue("Set-Cookie")).isEmpty();
    assertThat(headers.firstValue("Server")).isEmpty();
  }

  @Test
  void stands_on_an_address_that_others_reach_only_with_tls() {
    assertThatThrownBy(() -> new DoorSettings("0.0.0.0", 0, java.util.Optional.empty(), 1_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs TLS");
  }
}
