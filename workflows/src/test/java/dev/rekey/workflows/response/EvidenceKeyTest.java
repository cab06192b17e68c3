package dev.rekey.workflows.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.credential.KmsKey;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.evidence.LogCheck;
import dev.rekey.model.evidence.LogSuspicion;
import dev.rekey.model.evidence.LogSuspicion.Stand;
import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.OpenQuestion;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.model.trigger.Clue;
import dev.rekey.workflows.world.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S20: the key in KMS that signs the evidence log is in other hands. */
class EvidenceKeyTest {
  private static final String KEY = "arn:aws:kms:eu-central-1:111122223333:key/1234-abcd";
  private static final String ALIAS = "arn:aws:kms:eu-central-1:111122223333:alias/evidence";

  private final ScriptedResponse world = new ScriptedResponse();
  private final ScriptedChannels channels = new ScriptedChannels();
  @AutoClose private final ResponseRig rig = rig();

  private ResponseRig rig() {
    return new ResponseRig(600, new Fleet(), world, world.ledger(), channels);
  }

  @BeforeEach
  void the_log_is_signed_in_kms() {
    signedBy(ALIAS, KEY);
  }

  @Test
  void its_time_is_marked_until_another_key_signs_and_people_are_told_how_to_have_one() {
    ResponseWorkflow response = rig.start(named(KEY));
    rig.passUntil(() -> question(response).isPresent());
    assertThat(question(response).orElseThrow().text())
        .contains("REKEY_EVIDENCE_KMS_KEY", "disable " + KEY, "do not delete it");
    assertThat(words())
        .singleElement()
        .satisfies(
            word -> {
              assertThat(word.stand()).isEqualTo(Stand.SUSPECT);
              assertThat(word.key()).isTrue();
            });
    assertThat(channels.told("ESCALATED"))
        .anyMatch(one -> one.known().startsWith("The key that signs the evidence may be"));
    approve(response);
    rig.passUntil(() -> question(response).isPresent());
    assertThat(response.view().timeline())
        .extracting(TimelineEntry::text)
        .contains("the evidence log is still signed with " + KEY);
    assertThat(words()).hasSize(1);
    signedBy(ALIAS, "arn:aws:kms:eu-central-1:111122223333:key/another");
    approve(response);
    rig.passUntil(() -> words().size() == 2);
    assertThat(words().getLast())
        .satisfies(
            word -> {
              assertThat(word.stand()).isEqualTo(Stand.ENDED);
              assertThat(word.key()).isTrue();
              assertThat(word.reason()).isEqualTo("another key signs the evidence log");
            });
  }

  @Test
  void another_key_says_nothing_about_the_log() {
    ResponseWorkflow response = rig.start(named(KEY + "9"));
    rig.pass(5);
    assertThat(words()).isEmpty();
    assertThat(question(response)).isEmpty();
  }

  @Test
  void one_that_is_enrolled_is_known_by_its_alias_and_its_refusal_alone_ends_nothing() {
    ResponseWorkflow response =
        rig.start(
            rig.exposed(
                "s/1",
                new ReportSource.Detector("guardduty"),
                Optional.of(Duration.ofHours(1)),
                enrolled()));
    rig.awaitStep(response, ResponseStep.WATCH);
    assertThat(words()).extracting(LogSuspicion::stand).containsExactly(Stand.SUSPECT);
    assertThat(question(response)).isPresent();
  }

  private CompromiseReport named(String key) {
    CompromiseReport report =
        rig.report("s/1", Optional.empty(), new ReportSource.Detector("access-analyzer"));
    return new CompromiseReport(
        report.signal(),
        report.source(),
        report.finding(),
        report.exposedAt(),
        report.receivedAt(),
        List.of(),
        List.of(new Clue.Other(key)),
        report.mode());
  }

  private static AtRisk enrolled() {
    KmsKey key =
        new KmsKey(
            new SecretId("keys/evidence"),
            "alias/evidence",
            "111122223333",
            "eu-central-1",
            List.of("evidence/"),
            KmsKey.QUIET);
    RotationRequest request =
        new RotationRequest(
            key,
            RotationReason.COMPROMISED,
            "grace",
            Duration.ZERO,
            Duration.ofDays(7),
            Duration.ofMinutes(10));
    return new AtRisk(new DueCredential(request, Tier.HIGH, "erin", Instant.EPOCH), 0);
  }

  private void signedBy(String... names) {
    world.ledger().finds(new LogCheck(List.of(), List.of(), List.of(), List.of(names)));
  }

  private static Optional<OpenQuestion> question(ResponseWorkflow response) {
    return response.view().questions().stream()
        .filter(one -> one.id().equals(ByHand.BY_HAND))
        .findFirst();
  }

  private static void approve(ResponseWorkflow response) {
    response.decide(
        new Decision("ann", new Act.Approve(ByHand.BY_HAND, "done"), Optional.of(Instant.EPOCH)));
  }

  private List<LogSuspicion> words() {
    return world.ledger().words();
  }
}
