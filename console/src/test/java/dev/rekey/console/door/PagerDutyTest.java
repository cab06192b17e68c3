package dev.rekey.console.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.console.door.OpenDoor.Answer;
import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.model.incident.IncidentView.State;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.Severity;
import dev.rekey.model.incident.TimelineEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who acknowledges an incident's alert in PagerDuty need not do so again. */
class PagerDutyTest {
  private static final String ACKNOWLEDGED =
      """
      {"event": {"id": "01E", "event_type": "incident.acknowledged", "resource_type": "incident",
        "occurred_at": "2026-11-30T03:00:00Z",
        "agent": {"id": "PU1", "type": "user_reference", "summary": "Dana Meyer"},
        "data": {"id": "Q1", "type": "incident", "status": "acknowledged",
          "incident_key": "INC-00000001", "title": "INC-00000001 P1: declared"}}}\
      """;

  @AutoClose private final OpenDoor door = new OpenDoor();

  @BeforeEach
  void letIn() {
    String order =
        "{\"name\": \"pagerduty\", \"kind\": \"PAGERDUTY\", \"secret\": \"%s\"}"
            .formatted(SignedPosts.SECRET);
    assertThat(door.post(door.ann, "/v1/intake", order).status()).isEqualTo(201);
    stands(State.CONTAINING);
  }

  @Test
  void a_person_there_has_the_incident_from_then_on() {
    Answer answer = door.send(SignedPosts.pagerDuty(door, ACKNOWLEDGED));
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    assertThat(answer.json().path("incidents").get(0).asString()).isEqualTo("INC-00000001");
    assertThat(door.incidents.decisions)
        .singleElement()
        .satisfies(
            decision -> {
              assertThat(decision.by()).isEqualTo("pagerduty/Dana Meyer");
              assertThat(decision.act()).isEqualTo(new Act.Acknowledge("in PagerDuty"));
              assertThat(decision.countsSince()).as("no second person of the door").isEmpty();
            });
  }

  @Test
  void the_name_in_the_title_does_where_the_key_is_anothers() {
    door.send(
        SignedPosts.pagerDuty(door, ACKNOWLEDGED.replace("\"INC-00000001\"", "\"d3640fbd\"")));
    assertThat(door.incidents.decisions).hasSize(1);
  }

  @Test
  void the_same_message_again_changes_nothing() {
    stands(
        State.CONTAINING,
        new TimelineEntry(
            1,
            Instant.EPOCH,
            TimelineEntry.Kind.DECISION,
            "pagerduty/Dana Meyer",
            Optional.empty(),
            Optional.empty(),
            List.of(),
            "works on it",
            List.of()));
    assertThat(door.send(SignedPosts.pagerDuty(door, ACKNOWLEDGED)).status()).isEqualTo(202);
    assertThat(door.incidents.decisions).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "user_reference, inbound_integration_reference", // Rekey's own event
    "incident.acknowledged, incident.triggered",
    "INC-00000001, INC-00000002"
  })
  void whatever_else_happens_there_takes_nothing(String word, String other) {
    Answer answer = door.send(SignedPosts.pagerDuty(door, ACKNOWLEDGED.replace(word, other)));
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    assertThat(door.incidents.decisions).isEmpty();
  }

  @Test
  void nobody_takes_what_is_over_or_without_a_signature() {
    assertThat(
            door.send(
                    SignedPosts.pagerDuty(door, "{}")
                        .setHeader("x-pagerduty-signature", "v1=" + "0".repeat(64)))
                .status())
        .isEqualTo(401);
    stands(State.CLOSED);
    assertThat(door.send(SignedPosts.pagerDuty(door, ACKNOWLEDGED)).status()).isEqualTo(202);
    assertThat(door.incidents.decisions).isEmpty();
  }

  private void stands(State state, TimelineEntry... timeline) {
    door.incidents.view =
        Optional.of(
            new IncidentView(
                NotedIncidents.FIRST,
                "runbook",
                Severity.P1,
                ResponseMode.REVOKE_FIRST,
                state,
                Optional.empty(),
                Map.of(),
                List.of(),
                Map.of(),
                new IncidentView.Durations(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(timeline)));
  }
}
