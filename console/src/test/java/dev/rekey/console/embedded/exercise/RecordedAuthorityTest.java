package dev.rekey.console.embedded.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.console.api.CredentialState;
import dev.rekey.console.api.CredentialView;
import dev.rekey.console.api.IncidentLine;
import dev.rekey.console.api.IncidentReport;
import dev.rekey.console.exercise.RecordedAuthority;
import dev.rekey.console.exercise.RecordedIncident;
import dev.rekey.exercise.run.Outcome;
import dev.rekey.exercise.scenario.Scenario;
import dev.rekey.exercise.scenario.ScenarioDocument;
import dev.rekey.exercise.score.Grade;
import dev.rekey.exercise.score.Mark;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.KeyType;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.policy.RotationPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recorded incident about an authority is played to its end, and scored. */
class RecordedAuthorityTest {
  private static final Instant AT = Instant.parse("2026-11-25T03:00:00Z");

  @TempDir static Path folder;

  private static Scenario scenario() {
    Scenario made =
        RecordedIncident.of(
            "recorded-own",
            report(),
            List.of(),
            List.of(
                new RecordedAuthority(
                    "own", 2, 1, List.of(leaf("web/tls", "web"), leaf("api/tls", "api")))));
    return ScenarioDocument.parse("recorded-own", ScenarioDocument.print(made)).scenario();
  }

  private static CredentialView leaf(String secret, String consumer) {
    return new CredentialView(
        new CredentialRecord(
            new TlsCertificate(
                new SecretId(secret),
                "own",
                List.of("www.example.org"),
                KeyType.EC_P256,
                List.of(),
                Optional.empty(),
                TlsCertificate.RENEW_AT_PERCENT),
            "erin",
            Tier.HIGH,
            RotationPolicy.DEFAULT),
        CredentialState.CURRENT,
        AT,
        AT,
        AT,
        Optional.empty(),
        Optional.empty(),
        List.of(new ConsumerId(consumer)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static IncidentLine line(Duration after, Milestone what) {
    return new IncidentLine(AT.plus(after), "rekey", what.words(), "own", List.of());
  }

  private static IncidentReport.Decision said(Duration after, String by, String what) {
    return new IncidentReport.Decision(AT.plus(after), by, false, what);
  }

  private static IncidentReport report() {
    return new IncidentReport(
        IncidentReport.SCHEMA,
        "INC-0123456789AB",
        AT,
        "closed",
        "P1",
        "revoke-first",
        new IncidentReport.Document("certificate-authority", "An authority leaked", "ab12"),
        Optional.empty(),
        0,
        List.of(new IncidentReport.Measure("TTC", "to the last refusal", Optional.of(95.0))),
        List.of(new IncidentReport.Standing("authority/own", "watch")),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(
            said(Duration.ofSeconds(50), "ann", "the first of two to approve stop-issuance-own: x"),
            said(Duration.ofSeconds(90), "bob", "approved stop-issuance-own: it is so"),
            said(Duration.ofHours(2), "ann", "the first of two to approve remove-old-trust-own: x"),
            said(Duration.ofHours(2), "bob", "approved remove-old-trust-own: all is re-issued")),
        List.of(),
        List.of(),
        Optional.of(new IncidentReport.Cause("It lay in a file.", "misconfiguration", "monitor")),
        List.of(new IncidentReport.Remedy("Keep it in hardware.", "ann", "2026-12-31")),
        List.of(
            new IncidentLine(AT, "monitor", "report", "on the host", List.of()),
            line(Duration.ofSeconds(95), Milestone.CONTAINED),
            line(Duration.ofMinutes(130), Milestone.RECOVERED),
            line(Duration.ofMinutes(165), Milestone.SILENT),
            line(Duration.ofHours(5), Milestone.CLOSED)),
        List.of());
  }

  @Test
  void it_is_stopped_replaced_and_closed_as_it_was_then() {
    Scenario scenario = scenario();
    assertThat(ScenarioDocument.print(scenario)).doesNotContain("own/", "web", "ann", "bob");
    try (Playing playing = new Playing(folder)) {
      Outcome outcome = playing.play(scenario);
      assertThat(outcome.card().marks()).filteredOn(Mark::finding).isEmpty();
      assertThat(outcome.card().grade()).isEqualTo(Grade.P);
      assertThat(outcome.incidents()).allMatch(incident -> incident.state().isEnd());
      assertThat(outcome.alive()).isEmpty();
    }
  }
}
