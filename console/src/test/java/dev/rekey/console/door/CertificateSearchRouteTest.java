package dev.rekey.console.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.console.door.OpenDoor.Answer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** People look for certificates through the door. */
class CertificateSearchRouteTest {
  private static final String SEARCHES = "/v1/certificates/searches";

  @AutoClose private final OpenDoor door = new OpenDoor();

  @Test
  void an_endpoint_that_is_away_is_said_and_hides_nothing_else() {
    Answer found =
        door.post(door.ann, SEARCHES, "{\"endpoints\": [\"127.0.0.1:1\"], \"authorities\": []}");
    assertThat(found.status()).isEqualTo(200);
    assertThat(found.json().path("silent").get(0).asString()).contains("refuses connections");
  }

  @Test
  void what_cannot_be_read_is_refused_in_a_sentence() {
    Answer endpoint =
        door.post(door.ann, SEARCHES, "{\"endpoints\": [\"a:b:c\"], \"authorities\": []}");
    assertThat(endpoint.status()).isEqualTo(400);
    assertThat(endpoint.detail()).contains("host:port");
    Answer unknown =
        door.post(door.ann, SEARCHES, "{\"endpoints\": [], \"authorities\": [\"nobody\"]}");
    assertThat(unknown.status()).isEqualTo(400);
    Answer pem =
        door.post(
            door.ann,
            SEARCHES,
            "{\"endpoints\": [], \"authorities\": [], \"pem\":"
                + " \"-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----\"}");
    assertThat(pem.status()).isEqualTo(400);
  }

  @Test
  void what_an_authority_lists_is_shown() {
    String order = "{\"name\": \"own\", \"kind\": \"own\"}";
    assertThat(door.post(door.ann, "/v1/authorities", order).status()).isEqualTo(201);
    Answer found = door.post(door.ann, SEARCHES, "{\"endpoints\": [], \"authorities\": [\"own\"]}");
    assertThat(found.status()).isEqualTo(200);
    assertThat(found.json().path("certificates")).isEmpty();
  }
}
