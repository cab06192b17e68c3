package dev.rekey.workflows.worker.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.trigger.Trigger;
import dev.rekey.workflows.sweep.SweepReport;
import dev.rekey.workflows.trigger.Samples;
import dev.rekey.workflows.trigger.TriggerReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Events become workflows on the real server. Needs the {@code temporal} command on the path. */
@EnabledIf(
    value = "dev.rekey.workflows.world.TemporalBinary#available",
    disabledReason = "there is no temporal command on the path")
class TriggerHandlerTest {
  @TempDir Path folder;

  private TriggerRig rig;

  @BeforeEach
  void start() throws IOException {
    rig = new TriggerRig(folder);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void a_schedule_starts_a_sweep_or_one_rotation() throws IOException {
    assertThat(rig.taken("scheduler-sweep", "scheduler-rotate")).isEmpty();
    rig.report("trigger/scheduler/5b5e9a0c-6f0e-4e0a-9f5d-0f0c7c1f3a11");
    rig.client().newUntypedWorkflowStub("sweep").getResult(SweepReport.class);
    assertThat(rig.fleet().sweeps()).isEqualTo(1);
    rig.report("trigger/scheduler/5b5e9a0c-6f0e-4e0a-9f5d-0f0c7c1f3a12");
    rig.rotated("orders/db");
    assertThat(rig.fleet().steps())
        .extracting(StepRequest::reason)
        .containsOnly(RotationReason.REQUESTED);
  }

  @Test
  void a_native_rotation_is_gone_on_with_under_its_own_version() throws IOException {
    rig.taken("rotation-succeeded");
    VersionId version = new VersionId("7ac47c8c-f328-423b-9698-6926dd1f293e");
    rig.report("trigger/secrets-manager/rotated/" + version);
    assertThat(rig.rotated("orders/db").version()).isEqualTo(version);
    assertThat(rig.fleet().versions("orders/db")).containsExactly(version);
    assertThat(rig.fleet().steps()).extracting(StepRequest::step).endsWith(RotationStep.REVOKE);
  }

  @Test
  void a_leaked_key_opens_an_incident_and_is_contained() throws IOException {
    rig.taken("health-exposed");
    TriggerReport report =
        rig.report(
            "trigger/health/arn:aws:health:us-east-1::event/RISK/AWS_RISK_CREDENTIALS_EXPOSED"
                + "/AWS_RISK_CREDENTIALS_EXPOSED-XYZ123/AKIAIOSFODNN7EXAMPLE");
    assertThat(report.known()).containsExactly(new SecretId("ci/key"));
    assertThat(report.started()).isEmpty();
    rig.contained(report);
    assertThat(rig.fleet().incidents().reports())
        .singleElement()
        .returns(new ReportSource.Detector("health"), CompromiseReport::source);
  }

  @Test
  void a_secret_that_strangers_may_read_is_contained() throws IOException {
    rig.taken("access-analyzer-external");
    rig.contained(rig.report("trigger/access-analyzer/22222222-dcba-4444-dcba-333333333334"));
    assertThat(rig.fleet().incidents().heard())
        .containsExactly("access-analyzer/22222222-dcba-4444-dcba-333333333334");
  }

  @Test
  void the_same_finding_thrice_is_one_incident() throws IOException {
    JsonNode again =
        Samples.event("guardduty-credential", "/id", "\"cd2d702e-ab31-411b-9344-793ce56b1bc8\"");
    assertThat(
            rig.batch(
                List.of(
                    TriggerRig.event("1", Samples.event("guardduty-credential")),
                    TriggerRig.event("2", again))))
        .isEmpty();
    rig.contained(rig.report(TriggerRig.FINDING));
    assertThat(rig.batch(List.of(TriggerRig.event("3", again)))).isEmpty();
    assertThat(rig.fleet().incidents().reports()).hasSize(1);
    assertThat(rig.client().countWorkflows("WorkflowType = 'ResponseWorkflow'").getCount())
        .isEqualTo(1);
    assertThat(rig.client().countWorkflows("WorkflowType = 'TriggerWorkflow'").getCount())
        .isEqualTo(1);
  }

  @Test
  void the_same_finding_about_another_key_is_another_response() throws IOException {
    rig.taken("guardduty-credential");
    rig.batch(
        List.of(
            TriggerRig.event(
                "2",
                Samples.event(
                    "guardduty-credential",
                    "/detail/resource/accessKeyDetails/accessKeyId",
                    "\"AKIAI44QH8DHBEXAMPLE\""))));
    rig.report(TriggerRig.FINDING);
    assertThat(
            rig.report(TriggerRig.FINDING.replace("AKIAIOSFODNN7EXAMPLE", "AKIAI44QH8DHBEXAMPLE"))
                .repeated())
        .isFalse();
    assertThat(rig.fleet().incidents().heard()).hasSize(2);
  }

  @Test
  void a_question_is_written_down_and_nothing_is_rotated() throws IOException {
    assertThat(
            rig.taken(
                "put-secret-value",
                "delete-secret",
                "rotation-failed",
                "access-analyzer-unused-key",
                "rotation-started"))
        .isEmpty();
    for (String id :
        List.of(
            "secrets-manager/9a1d1c7e-7f52-4c4c-a4de-6a3f1f2b7c01",
            "secrets-manager/9a1d1c7e-7f52-4c4c-a4de-6a3f1f2b7c02",
            "secrets-manager/e3b69cfe-b70e-4c94-baa9-9decc3c150b9",
            "access-analyzer/b8ae0460-5d29-4922-b92a-ba956c986277")) {
      assertThat(rig.report("trigger/" + id)).matches(TriggerReport::open);
    }
    assertThat(rig.fleet().open()).hasSize(4).allMatch(trigger -> trigger instanceof Trigger.Ask);
    assertThat(rig.fleet().steps()).isEmpty();
  }

  @Test
  void a_signal_whose_credential_nobody_knows_opens_an_orphan_incident() throws IOException {
    rig.batch(
        List.of(
            TriggerRig.event(
                "1",
                Samples.event(
                    "guardduty-credential",
                    "/detail/resource/accessKeyDetails/userName",
                    "\"stranger\""))));
    TriggerReport report = rig.report(TriggerRig.FINDING);
    assertThat(report.open()).isTrue();
    assertThat(report.known()).isEmpty();
    assertThat(report.incident()).isPresent();
    assertThat(rig.fleet().incidents().reports())
        .singleElement()
        .returns(List.of(), CompromiseReport::atRisk);
  }
}
