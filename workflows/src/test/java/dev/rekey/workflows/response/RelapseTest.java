package dev.rekey.workflows.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.model.incident.OpenQuestion;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.workflows.world.Fault;
import dev.rekey.workflows.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Which value is meant: a dead one, the leaked one, or that which replaced it. */
class RelapseTest {
  private static final ReportSource SCANNER = new ReportSource.Detector("log-scanner");
  private static final ReportSource CODE_HOST = new ReportSource.Detector("code-host");
  private static final AtRisk ORDERS = ResponseRig.atRisk("orders/db");

  private final ScriptedResponse world = new ScriptedResponse();
  private final World rotations = new World();

  @AutoClose
  private final ResponseRig rig =
      new ResponseRig(600, rotations, world, world.ledger(), world.notices());

  private int signals;

  @Test
  void a_value_that_is_refused_already_stops_nobody_and_the_proof_is_on_the_timeline() {
    world.reportedIsRefused(true);
    ResponseWorkflow response = rig.start(ResponseMode.REVOKE_FIRST, SCANNER, named("orders/db"));
    rig.passUntil(() -> response.view().state() == IncidentView.State.REVIEWING);
    assertThat(world.contained()).isZero();
    assertThat(versions()).isEmpty();
    assertThat(world.released()).isTrue();
    assertThat(response.view().timeline())
        .filteredOn(one -> one.text().contains("refused already"))
        .singleElement()
        .satisfies(one -> assertThat(one.facts()).isNotEmpty());
    decide(response, new Act.Dismiss("an old value"));
    response.decide(
        new Decision("bob", new Act.Approve(People.DISMISS, "it is"), Optional.of(Instant.EPOCH)));
    rig.awaitEnd();
  }

  @Test
  void a_value_that_is_not_seen_to_be_refused_is_responded_to() {
    ResponseWorkflow response = rig.start(ResponseMode.REVOKE_FIRST, SCANNER, named("orders/db"));
    rig.awaitStep(response, ResponseStep.WATCH);
    assertThat(world.asked(ResponseCall.PROBE)).isOne();
    assertThat(world.contained()).isPositive();
  }

  @Test
  void what_replaced_it_and_leaked_too_is_contained_and_replaced_as_well() {
    ResponseWorkflow response = recovered();
    int before = world.contained();
    report(response, SCANNER, Optional.empty(), named("orders/db"));
    rig.passUntil(() -> versions().size() == 2);
    assertThat(world.contained()).isGreaterThan(before);
    rig.passUntil(() -> count(response, "silent for") == 1); // the first watch came to no end
    assertThat(count(response, "replaced by version")).isEqualTo(2);
    assertThat(response.view().durations().toRecover()).isPresent();
  }

  @Test
  void the_old_value_once_more_is_no_reason_to_stop_who_uses_the_new_one() {
    ResponseWorkflow response = recovered();
    int before = world.contained();
    world.reportedIsRefused(true);
    report(response, CODE_HOST, Optional.empty(), named("orders/db"));
    rig.pass(5);
    assertThat(world.contained()).isEqualTo(before);
    assertThat(count(response, "refused already")).isEqualTo(1);
  }

  @Test
  void who_names_no_value_means_the_new_one_if_it_was_exposed_since() {
    ResponseWorkflow response = recovered();
    report(response, CODE_HOST, Optional.of(Duration.ofHours(4)), ORDERS);
    rig.pass(5);
    assertThat(versions()).hasSize(1);
    report(response, CODE_HOST, Optional.of(Duration.ZERO), ORDERS);
    rig.passUntil(() -> versions().size() == 2);
  }

  @Test
  void a_second_source_says_the_same_and_the_first_one_says_something_new() {
    ResponseWorkflow response = recovered();
    report(response, CODE_HOST, Optional.empty(), ORDERS);
    rig.pass(5);
    assertThat(versions()).hasSize(1);
    report(response, SCANNER, Optional.empty(), ORDERS);
    rig.passUntil(() -> versions().size() == 2);
  }

  @Test
  void one_report_after_the_other_is_no_way_around_the_guard() {
    AtRisk critical = ResponseRig.critical("orders/db", 9);
    ResponseWorkflow response = rig.start(ResponseMode.REVOKE_FIRST, SCANNER, critical);
    rig.passUntil(() -> !questions(response).isEmpty());
    decide(response, new Act.Approve("guard", "it is true"));
    rig.awaitStep(response, ResponseStep.WATCH);
    int before = world.contained();
    report(response, SCANNER, Optional.of(Duration.ZERO), critical);
    rig.pass();
    assertThat(questions(response)).containsExactly("guard-2");
    assertThat(world.contained()).isEqualTo(before);
    decide(response, new Act.Approve("guard-2", "it is true again"));
    rig.passUntil(() -> versions().size() == 2);
  }

  @Test
  void who_rests_before_the_next_try_when_the_next_version_leaks_too_tries_no_more() {
    rotations.failing(RotationStep.CREATE, Fault.refusal(FailureCode.PERMISSION_DENIED));
    ResponseWorkflow response = rig.start(ResponseMode.REVOKE_FIRST, SCANNER, ORDERS);
    rig.passUntil(() -> versions().size() > 6);
    AtRisk next =
        new AtRisk(ORDERS.recovery(), ORDERS.consumers(), List.of(versions().getLast().value()));
    report(response, SCANNER, Optional.empty(), next);
    rotations.failing(RotationStep.CREATE, Fault.refusal(FailureCode.PERMISSION_DENIED), 0);
    rig.passUntil(() -> count(response, "silent for") == 1);
    assertThat(count(response, "replaced by version")).isEqualTo(1);
  }

  private ResponseWorkflow recovered() {
    ResponseWorkflow response = rig.start(ResponseMode.REVOKE_FIRST, SCANNER, ORDERS);
    rig.passUntil(() -> count(response, "replaced by version") == 1);
    assertThat(versions()).hasSize(1);
    return response;
  }

  private static AtRisk named(String secret) {
    AtRisk whole = ResponseRig.atRisk(secret);
    return new AtRisk(whole.recovery(), whole.consumers(), List.of("v2"));
  }

  private void report(
      ResponseWorkflow response, ReportSource source, Optional<Duration> exposed, AtRisk one) {
    signals++;
    response.report(rig.exposed("more/" + signals, source, exposed, one));
  }

  private static void decide(ResponseWorkflow response, Act act) {
    response.decide(new Decision("ann", act, Optional.of(Instant.EPOCH)));
  }

  private static List<String> questions(ResponseWorkflow response) {
    return response.view().questions().stream().map(OpenQuestion::id).toList();
  }

  private static long count(ResponseWorkflow response, String text) {
    return response.view().timeline().stream()
        .map(TimelineEntry::text)
        .filter(one -> one.contains(text))
        .count();
  }

  /** The versions that rotations made. */
  private List<VersionId> versions() {
    return rotations.calls().stream()
        .filter(one -> one.step() == RotationStep.CREATE)
        .map(StepRequest::version)
        .distinct()
        .toList();
  }
}
