package dev.rekey.console.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.console.door.OpenDoor.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MistakesTest {
  private static final String SECRETIVE = "S3cret-In-The-Wrong-Place";

  @AutoClose private final OpenDoor door = new OpenDoor();

  @Test
  void malformed_json_is_placed_and_not_repeated() {
    Answer refused = door.post(door.ann, "/v1/rotations", "{\n \"secret\": " + SECRETIVE + "}");
    assertBad(refused, "not well-formed JSON at line 2");
  }

  @Test
  void an_unknown_field_is_refused_and_the_known_ones_are_named() {
    String body = Bodies.rotation("orders/db", false).replace("dryRun", SECRETIVE);
    assertBad(door.post(door.ann, "/v1/rotations", body), "known: ");
    assertThat(door.rotations.started).isEmpty();
  }

  @Test
  void a_field_given_twice_is_refused() {
    String body = "{\"secret\": \"a\", \"secret\": \"b\", \"reason\": \"REQUESTED\"}";
    assertThat(door.post(door.ann, "/v1/rotations", body).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "port": 5432       | "port": "S3cret-In-The-Wrong-Place" | endpoints.[].port
          "port": 5432       | "port": "5432"                      | endpoints.[].port
          "port": 5432       | "port": 99999                       | A port lies between 1 and 65535
          "length": 40       | "length": 8                         | at least 128 are needed
          "maxAge": "PT720H" | "maxAge": "soon"                    | policy.maxAge
          "zone": "Europe/Vienna" | "zone": "Europe/Nowhere"       | policy.zone
          "tier": "CRITICAL" | "tier": "S3cret-In-The-Wrong-Place" | record.tier
          "tier": "CRITICAL" | "tier": null                        | record.tier
          "kind": "postgres-user" | "kind": "nonsense"             | record.credential
          "owner": "ann@example.com" | "owner": " "                | needs an owner
          """)
  void a_value_that_breaks_a_rule_is_named_by_its_place(String right, String wrong, String said) {
    String body = Bodies.enrolment();
    assertThat(body).contains(right);
    assertBad(door.post(door.ann, "/v1/credentials", body.replace(right, wrong)), said);
    assertThat(door.inventory.all()).isEmpty();
  }

  @Test
  void a_policy_that_cannot_be_computed_with_is_refused() {
    String body = Bodies.enrolment().replace("\"schedule\": null", "\"schedule\": \"daily\"");
    assertThat(door.post(door.ann, "/v1/credentials", body).status()).isEqualTo(422);
  }

  @Test
  void a_body_that_is_too_large_is_refused_declared_or_not() {
    String large = "x".repeat(300_000);
    assertThat(door.post(door.ann, "/v1/rotations", large).status()).isEqualTo(413);
    Answer chunked =
        door.send(
            door.request(door.ann, "/v1/rotations")
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.fromPublisher(
                        BodyPublishers.ofByteArray(
                            large.getBytes(java.nio.charset.StandardCharsets.UTF_8)))));
    assertThat(chunked.status()).isEqualTo(413);
    assertThat(chunked.code()).isEqualTo("TOO_LARGE");
  }

  @Test
  void a_body_of_another_type_is_refused() {
    Answer refused =
        door.send(
            door.request(door.ann, "/v1/rotations")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(Bodies.rotation("orders/db", false))));
    assertThat(refused.status()).isEqualTo(415);
    assertThat(refused.code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
  }

  @Test
  void an_unknown_path_method_or_secret_is_told_apart() {
    assertThat(door.get(door.ann, "/v1/nonsense").code()).isEqualTo("NO_SUCH_PATH");
    Answer deleting = door.send(door.request(door.ann, "/v1/credentials").DELETE());
    assertThat(deleting.status()).isEqualTo(405);
    assertThat(deleting.http().headers().firstValue("Allow")).isPresent();
    Answer unknown = door.post(door.ann, "/v1/rotations", Bodies.rotation("no/such", false));
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.detail()).contains("no/such");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/history?limit=0",
    "/v1/history?limit=many",
    "/v1/rotations?state=WRONG",
    "/v1/credentials?secret=not%20a%20name",
    "/v1/consumers",
    "/v1//credentials;x=1"
  })
  void a_wrong_parameter_is_refused_in_one_sentence(String path) {
    Answer refused = door.get(door.ann, path);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.detail()).isNotBlank();
    assertThat(refused.body()).doesNotContain("Exception").doesNotContain("springframework");
  }

  private static void assertBad(Answer refused, String said) {
    assertThat(refused.status()).as(refused.body()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("BAD_REQUEST");
    assertThat(refused.detail()).contains(said);
    assertThat(refused.body()).doesNotContain(SECRETIVE).doesNotContain("jackson");
  }
}
