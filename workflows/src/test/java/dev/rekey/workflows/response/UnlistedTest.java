package dev.rekey.workflows.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.incident.Remedy;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.rotation.UserOfOld;
import dev.rekey.workflows.world.World;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** S14: who used it and is on no list has a name, and a finding that is due. */
class UnlistedTest {
  private static final String KEY = "AKIA0123456789ABCDEF";

  private final ScriptedResponse world = new ScriptedResponse();

  @AutoClose
  private final ResponseRig rig =
      new ResponseRig(600, new World(), world, world.ledger(), world.notices());

  @Test
  void a_caller_who_is_on_no_list_is_a_finding_of_the_owner_with_a_day_and_one_who_is_on_it_none() {
    world.usedBy(caller("aws-sdk-java/2.40 app/shop", "10.0.0.1"));
    world.usedBy(caller("Boto3/1.34", "10.0.0.9"));
    ResponseWorkflow response = start();
    rig.awaitStep(response, ResponseStep.RECOVER);
    Remedy finding = remedies(response).getFirst();
    assertThat(finding.what()).contains("Boto3/1.34 at 10.0.0.9").doesNotContain("shop");
    assertThat(finding.owner()).isEqualTo("erin");
    LocalDate today = first(response).at().atZone(ZoneOffset.UTC).toLocalDate();
    assertThat(finding.due()).isEqualTo(today.plusDays(14));
    assertThat(remedies(response)).hasSize(1);
  }

  @Test
  void whom_the_log_shows_late_is_told_of_once_it_is_silent_and_nobody_twice() {
    world.usedBy(caller("Boto3/1.34", "10.0.0.9"));
    ResponseWorkflow response = start();
    rig.awaitStep(response, ResponseStep.RECOVER);
    world.usedBy(caller("nightly/1.0", "10.0.0.7"));
    rig.passUntil(() -> remedies(response).size() == 2);
    assertThat(remedies(response).getLast().what())
        .contains("nightly/1.0 at 10.0.0.7")
        .doesNotContain("Boto3");
    assertThat(response.view().timeline())
        .filteredOn(one -> one.text().contains("are no registered consumers"))
        .hasSize(2);
  }

  private ResponseWorkflow start() {
    return rig.start(
        ResponseMode.REVOKE_FIRST,
        new ReportSource.Detector("partner"),
        ResponseRig.atRisk("ci/key"));
  }

  private static UserOfOld caller(String agent, String address) {
    return new UserOfOld.KeyCaller(KEY, agent, address, Instant.EPOCH);
  }

  private static List<Remedy> remedies(ResponseWorkflow response) {
    return response.view().remedies();
  }

  private static TimelineEntry first(ResponseWorkflow response) {
    return response.view().timeline().getFirst();
  }
}
