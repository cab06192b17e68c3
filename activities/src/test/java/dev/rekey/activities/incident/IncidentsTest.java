package dev.rekey.activities.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentReply;
import dev.rekey.model.incident.IncidentRequest;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.model.incident.IncidentView.Durations;
import dev.rekey.model.incident.IncidentView.State;
import dev.rekey.model.incident.LegalClock;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.Severity;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.incident.TimelineEntry.Kind;
import dev.rekey.model.rotation.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Incidents in a real ledger. */
class IncidentsTest {
  private static final Instant NOW = Instant.parse("2026-11-25T03:00:00Z");
  private static final SecretId SECRET = new SecretId("orders/db");

  @AutoClose private final LedgerDatabase database = new LedgerDatabase();
  private final Incidents incidents = new Incidents(database.ledger());

  @Test
  void the_same_signal_has_the_same_incident_for_ever() {
    IncidentReply.Opened first = opened("health/1");
    assertThat(first.joined()).isFalse();
    assertThat(opened("health/1")).isEqualTo(new IncidentReply.Opened(first.incident(), true));
    assertThat(opened("health/2").incident()).isNotEqualTo(first.incident());
  }

  @Test
  void a_line_is_written_once_and_becomes_evidence_once() {
    IncidentId id = opened("health/1").incident();
    IncidentRequest lines = new IncidentRequest.WriteDown(standing(id), List.of(line(1), line(2)));
    assertThat(incidents.run(lines)).isInstanceOf(IncidentReply.Written.class);
    assertThat(incidents.run(lines)).isInstanceOf(IncidentReply.Written.class);
    assertThat(incidents.find(id)).hasValue(standing(id).with(List.of(line(1), line(2))));
    assertThat(incidents.all()).containsExactly(standing(id));
    assertThat(
            database
                .ledger()
                .all(
                    "SELECT id FROM rekey.evidence_entry WHERE subject = ? ORDER BY id",
                    row -> row.text("id"),
                    id.value()))
        .containsExactly("incident/" + id + "/1", "incident/" + id + "/2");
  }

  private IncidentReply.Opened opened(String signal) {
    CompromiseReport report =
        new CompromiseReport(
            signal,
            new ReportSource.Detector("AWS Health"),
            "a key is exposed",
            Optional.of(NOW),
            NOW,
            List.of(),
            List.of(),
            Optional.of(ResponseMode.REVOKE_FIRST));
    return (IncidentReply.Opened) incidents.run(new IncidentRequest.Open(report));
  }

  private static TimelineEntry line(int number) {
    return new TimelineEntry(
        number,
        NOW,
        Kind.STEP,
        TimelineEntry.REKEY,
        Optional.of(ResponseStep.CONTAIN),
        Optional.empty(),
        List.of(SECRET),
        "refused and logged out",
        List.of(new Fact("role orders_a refused", "postgres:localhost:5432", NOW)));
  }

  private static IncidentView standing(IncidentId id) {
    return new IncidentView(
        id,
        "postgres-user@0123",
        Severity.P1,
        ResponseMode.REVOKE_FIRST,
        State.CONTAINING,
        Optional.empty(),
        Map.of(SECRET, Optional.of(ResponseStep.CONTAIN)),
        List.of(),
        Map.of(LegalClock.GDPR_72H, NOW),
        new Durations(
            Optional.empty(),
            Optional.empty(),
            Optional.of(Duration.ofSeconds(1)),
            Optional.empty()),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of());
  }
}
