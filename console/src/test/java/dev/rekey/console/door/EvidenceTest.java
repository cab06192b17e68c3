package dev.rekey.console.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.incident.IncidentView;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceTest {
  @AutoClose private final OpenDoor door = new OpenDoor();

  @Test
  void people_and_services_see_how_the_log_stands_and_take_bundles() {
    assertThat(door.get(door.robot, "/v1/evidence").json().path("signed").asInt()).isEqualTo(2);
    OpenDoor.Answer bundle = door.get(door.ann, "/v1/evidence/bundle?credential=orders/db");
    assertThat(bundle.status()).isEqualTo(200);
    assertThat(bundle.http().headers().firstValue("Content-Type")).contains("application/zip");
    assertThat(bundle.body()).startsWith("PK");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?since=3",
        "?incident=everything",
        "?from=yesterday",
        "?credential=a&incident=INC-00000001",
        "?incidents=INC-00000001"
      })
  void an_export_about_nothing_or_of_nonsense_is_refused(String query) {
    assertThat(door.get(door.ann, "/v1/evidence/bundle" + query).status()).isEqualTo(400);
    assertThat(door.evidence.asked).isEmpty();
  }

  @Test
  void whoever_is_a_suspect_gets_nothing_about_the_incident() {
    door.incidents.view = Optional.of(suspecting("ann"));
    door.get(door.ann, "/v1/evidence/bundle?from=2026-01-01T00:00:00Z");
    door.get(door.bob, "/v1/evidence/bundle?from=2026-01-01T00:00:00Z");
    assertThat(door.evidence.asked.getFirst().hidden()).containsExactly("INC-00000001");
    assertThat(door.evidence.asked.getLast().hidden()).isEmpty();
    assertThat(door.get(door.ann, "/v1/evidence").json().path("doubts")).isEmpty();
    assertThat(door.get(door.bob, "/v1/evidence").json().path("doubts")).hasSize(1);
  }

  private static IncidentView suspecting(String name) {
    return new IncidentView(
        NotedIncidents.FIRST,
        "runbook",
        Severity.P1,
        ResponseMode.HOLD,
        IncidentView.State.WAITING,
        Optional.empty(),
        Map.of(),
        List.of(),
        Map.of(),
        new IncidentView.Durations(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
        Optional.empty(),
        List.of(),
        List.of(name),
        List.of());
  }
}
