package dev.rekey.workflows.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.trigger.Clue;
import dev.rekey.model.trigger.Question;
import dev.rekey.model.trigger.Trigger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventsTest {
  private static final String ARN =
      "arn:aws:secretsmanager:eu-central-1:111122223333:secret:orders/db-WoDpmU";
  private static final Clue.Secret SECRET = new Clue.Secret(ARN);
  private static final Clue.AccessKey KEY = new Clue.AccessKey("AKIAIOSFODNN7EXAMPLE");
  private static final Clue.Principal CI = new Clue.Principal("111122223333", "user/ci");
  private static final String HEALTH_ID =
      "health/arn:aws:health:us-east-1::event/RISK/AWS_RISK_CREDENTIALS_EXPOSED"
          + "/AWS_RISK_CREDENTIALS_EXPOSED-XYZ123/";

  private static final Map<String, List<Trigger>> MEANING =
      Map.ofEntries(
          Map.entry(
              "scheduler-sweep",
              List.of(new Trigger.Sweep("scheduler/5b5e9a0c-6f0e-4e0a-9f5d-0f0c7c1f3a11"))),
          Map.entry(
              "scheduler-rotate",
              List.of(
                  new Trigger.Rotate(
                      "scheduler/5b5e9a0c-6f0e-4e0a-9f5d-0f0c7c1f3a12",
                      new Clue.Secret("orders/db")))),
          Map.entry(
              "rotation-succeeded",
              List.of(
                  new Trigger.Finish(
                      "secrets-manager/rotated/7ac47c8c-f328-423b-9698-6926dd1f293e",
                      SECRET,
                      new VersionId("7ac47c8c-f328-423b-9698-6926dd1f293e")))),
          Map.entry(
              "rotation-failed",
              asks("e3b69cfe-b70e-4c94-baa9-9decc3c150b9", Question.NATIVE_ROTATION_FAILED)),
          Map.entry("rotation-started", List.of()),
          Map.entry(
              "put-secret-value",
              asks("9a1d1c7e-7f52-4c4c-a4de-6a3f1f2b7c01", Question.WRITTEN_BY_HAND)),
          Map.entry(
              "delete-secret",
              asks("9a1d1c7e-7f52-4c4c-a4de-6a3f1f2b7c02", Question.SECRET_DELETED)),
          Map.entry(
              "health-exposed",
              List.of(
                  new Trigger.Respond(
                      HEALTH_ID + KEY.id(), "AWS_RISK_CREDENTIALS_EXPOSED", List.of(KEY, CI)))),
          Map.entry(
              "guardduty-credential",
              List.of(
                  new Trigger.Respond(
                      "guardduty/16afba5c5c43e07c9e3e5e2e544e95df/" + KEY.id(),
                      "UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom",
                      List.of(KEY, CI)))),
          Map.entry(
              "access-analyzer-external",
              List.of(
                  new Trigger.Respond(
                      "access-analyzer/22222222-dcba-4444-dcba-333333333334",
                      "ExternalAccess",
                      List.of(SECRET)))),
          Map.entry(
              "access-analyzer-unused-key",
              List.of(
                  new Trigger.Ask(
                      "access-analyzer/b8ae0460-5d29-4922-b92a-ba956c986277",
                      Question.UNUSED_KEY,
                      "UnusedIAMUserAccessKey",
                      List.of(CI)))));

  private final Events events = new Events(Set.of("rekey-postgres-user"));

  static Stream<String> samples() {
    return Samples.names().stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void each_sample_means_what_the_page_says(String name) throws Exception {
    assertThat(events.read(Samples.event(name))).isEqualTo(MEANING.get(name));
    assertThat(Files.readString(Path.of("../docs/triggers.md")))
        .as("the page shows the sample")
        .contains("```json\n" + Samples.text(name) + "```\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rotation-succeeded|/detail/errorCode|\"AccessDenied\"",
        "put-secret-value|/detail/requestParameters/versionStages|[\"AWSPENDING\"]",
        "put-secret-value|/detail/userIdentity/sessionContext/sessionIssuer/userName"
            + "|\"rekey-postgres-user\"",
        "health-exposed|/detail/statusCode|\"closed\"",
        "health-exposed|/detail/eventTypeCode|\"AWS_EC2_OPERATIONAL_ISSUE\"",
        "guardduty-credential|/detail/service/archived|true",
        "guardduty-credential|/detail/service/additionalInfo|{\"sample\": true}",
        "access-analyzer-external|/detail/status|\"RESOLVED\"",
        "access-analyzer-external|/detail/isDeleted|true",
        "access-analyzer-external|/detail/resourceType|\"AWS::S3::Bucket\"",
        "access-analyzer-unused-key|/detail/isDeleted|\"true\"",
        "access-analyzer-unused-key|/detail/findingType|\"UnusedIAMRole\""
      })
  void what_asks_for_nothing_starts_nothing(String name, String pointer, String value) {
    assertThat(events.read(Samples.event(name, pointer, value))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scheduler-rotate|/secret|null",
        "scheduler-rotate|/id|\"  \"",
        "scheduler-rotate|/id|\"a b\"",
        "scheduler-sweep|/rekey|\"dance\"",
        "rotation-succeeded|/source|\"com.example\"",
        "rotation-succeeded|/detail/additionalEventData|null",
        "rotation-failed|/detail/eventID|null",
        "health-exposed|/detail/affectedEntities|[{\"status\": \"unknown\"}]",
        "guardduty-credential|/detail/id|7",
        "access-analyzer-external|/detail/resource|{}"
      })
  void what_lacks_something_needed_is_refused_without_being_quoted(
      String name, String pointer, String value) {
    JsonNode event = Samples.event(name, pointer, value);
    ((ObjectNode) event).put("note", "hunter2");
    assertThatThrownBy(() -> events.read(event))
        .isInstanceOf(NotUnderstoodException.class)
        .message()
        .doesNotContain("hunter2", "dance", "com.example");
  }

  @Test
  void f18_a_native_rotation_that_names_no_version_is_a_question() {
    assertThat(events.read(Samples.event("rotation-succeeded", "/detail/requestID", "\"odd\"")))
        .isEqualTo(
            asks(
                "638c6d2d-e098-4100-a3e0-a4b7b87e5b92",
                Question.VERSION_UNNAMED,
                "RotationSucceeded"));
  }

  @Test
  void each_affected_key_is_a_trigger_of_its_own_and_the_user_is_that_of_the_named_one() {
    assertThat(
            events.read(
                Samples.event(
                    "health-exposed",
                    "/detail/affectedEntities",
                    """
                    [{"entityValue": "AKIAIOSFODNN7EXAMPLE"},
                     {"entityValue": "IAM_USER/bob/AKIAI44QH8DHBEXAMPLE"},
                     {"entityValue": "AKIAIOSFODNN7EXAMPLE"}]""")))
        .containsExactly(
            new Trigger.Respond(
                HEALTH_ID + KEY.id(), "AWS_RISK_CREDENTIALS_EXPOSED", List.of(KEY, CI)),
            new Trigger.Respond(
                HEALTH_ID + "IAM_USER/bob/AKIAI44QH8DHBEXAMPLE",
                "AWS_RISK_CREDENTIALS_EXPOSED",
                List.of(new Clue.AccessKey("AKIAI44QH8DHBEXAMPLE"))));
  }

  @ParameterizedTest
  @CsvSource({
    "CredentialAccess:IAMUser/AnomalousBehavior, true",
    "Exfiltration:IAMUser/AnomalousBehavior, true",
    "Recon:IAMUser/MaliciousIPCaller, false",
    "PenTest:IAMUser/KaliLinux, false"
  })
  void a_finding_that_only_suspects_revokes_nothing(String type, boolean response) {
    assertThat(events.read(Samples.event("guardduty-credential", "/detail/type", '"' + type + '"')))
        .singleElement()
        .isInstanceOf(response ? Trigger.Respond.class : Trigger.Ask.class);
  }

  @Test
  void a_finding_that_names_nothing_we_can_look_up_is_kept_all_the_same() {
    assertThat(
            events.read(
                Samples.event(
                    "guardduty-credential",
                    "/detail/resource",
                    "{\"rdsDbInstanceDetails\": {\"dbInstanceIdentifier\": \"orders\"}}")))
        .singleElement()
        .isInstanceOfSatisfying(
            Trigger.Respond.class,
            respond ->
                assertThat(respond.clues())
                    .containsExactly(new Clue.Other("what GuardDuty calls orders")));
  }

  private static List<Trigger> asks(String id, Question question) {
    return asks(
        id,
        question,
        switch (question) {
          case NATIVE_ROTATION_FAILED -> "RotationFailed";
          case WRITTEN_BY_HAND -> "PutSecretValue";
          case SECRET_DELETED -> "DeleteSecret";
          case VERSION_UNNAMED -> "RotationSucceeded";
          case UNUSED_KEY, SUSPECTED -> throw new IllegalArgumentException("not a secret's");
        });
  }

  private static List<Trigger> asks(String id, Question question, String finding) {
    return List.of(new Trigger.Ask("secrets-manager/" + id, question, finding, List.of(SECRET)));
  }
}
