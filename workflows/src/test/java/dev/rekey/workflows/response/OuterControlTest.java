package dev.rekey.workflows.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.IamAccessKey;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.Living;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.OuterControlRequest.Control;
import dev.rekey.model.incident.OuterDenial;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.RootCause;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.workflows.world.Fault;
import dev.rekey.workflows.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What is denied from outside an account runs beside what is contained within it. */
class OuterControlTest {
  private final ScriptedResponse world = new ScriptedResponse();
  private final ScriptedOrganization organization = new ScriptedOrganization();

  @Test
  void everything_is_denied_until_a_new_key_is_to_be_used_and_nothing_once_it_is_closed() {
    try (ResponseRig rig = rig()) {
      ResponseWorkflow response = start(rig);
      rig.awaitStep(response, ResponseStep.WATCH);
      assertThat(organization.held()).hasSize(2).noneMatch(OuterDenial::everything);
      close(response);
      rig.awaitEnd();
      assertThat(organization.held()).isEmpty();
    }
    assertThat(organization.requests().getFirst().denials())
        .extracting(OuterDenial::principal)
        .containsExactly(
            "arn:*:iam::123456789012:user/deploy", "arn:*:iam::123456789012:user/*/deploy");
    assertThat(organization.requests().getFirst().denials()).allMatch(OuterDenial::everything);
    assertThat(organization.requests().getLast().control()).isEqualTo(Control.LIFT);
    assertThat(texts()).contains("the outer control is set", "the outer control is lifted");
  }

  @Test
  void an_organization_that_never_answers_holds_up_no_containment() {
    CountDownLatch end = new CountDownLatch(1);
    organization.silentUntil(end);
    try (ResponseRig rig = rig()) {
      try {
        ResponseWorkflow response = start(rig);
        rig.awaitStepBesideACall(response, ResponseStep.HUNT);
        assertThat(world.contained()).isPositive();
        assertThat(organization.requests()).isEmpty();
      } finally {
        end.countDown(); // before the worker is closed, which waits for its calls
      }
    }
  }

  @Test
  void s11_what_another_hand_denied_meanwhile_is_marked_as_theirs_once() {
    organization.deniedBefore("ByHandAt3");
    try (ResponseRig rig = rig()) {
      ResponseWorkflow response = start(rig);
      rig.awaitStep(response, ResponseStep.WATCH);
    }
    assertThat(world.written())
        .filteredOn(one -> one.text().startsWith("was denied from outside already"))
        .singleElement()
        .satisfies(one -> assertThat(one.by()).isEqualTo("out-of-band"))
        .satisfies(one -> assertThat(one.facts()).hasSize(2))
        .satisfies(one -> assertThat(one.facts().toString()).contains("ByHandAt3"));
    assertThat(texts()).as("ours stands beside it").contains("the outer control is set");
  }

  @Test
  void what_another_hand_took_away_is_set_again_and_told() {
    try (ResponseRig rig = rig()) {
      ResponseWorkflow response = start(rig);
      rig.awaitStep(response, ResponseStep.RECOVER);
      organization.strip();
      rig.passUntil(() -> !organization.held().isEmpty());
      rig.passUntil(() -> texts().contains("the outer control was gone, and is set again"));
    }
  }

  @Test
  void s02_whom_the_opponent_made_is_denied_from_outside_in_the_same_incident_and_stays_so() {
    OuterDenial made = new OuterDenial("arn:aws:iam::123456789012:user/notyet-1", true);
    world.comesBack(2, new Living("user made with it", "notyet-1", "account", Optional.of(made)));
    try (ResponseRig rig = rig()) {
      ResponseWorkflow response = start(rig);
      rig.awaitStep(response, ResponseStep.WATCH);
      assertThat(organization.held()).contains(made).hasSize(3);
      close(response);
      rig.awaitEnd();
    }
    assertThat(organization.held()).containsExactly(made);
    assertThat(texts()).anyMatch(it -> it.startsWith("stays denied from outside"));
  }

  @Test
  void that_there_is_no_organization_is_said_once_and_holds_nothing_up() {
    organization.fails(FailureCode.NO_OUTER_CONTROL);
    try (ResponseRig rig = rig()) {
      ResponseWorkflow response = start(rig);
      rig.awaitStep(response, ResponseStep.WATCH);
      close(response);
      rig.awaitEnd();
    }
    assertThat(texts()).filteredOn(it -> it.startsWith("no outer control was set")).hasSize(1);
    assertThat(organization.requests()).as("is not asked again").hasSize(1);
  }

  @Test
  void whoever_holds_the_root_user_is_called_for_the_organizations_own_account() {
    organization.fails(FailureCode.MANAGEMENT_ACCOUNT);
    try (ResponseRig rig = rig()) {
      rig.awaitStep(start(rig), ResponseStep.WATCH);
      assertThat(world.written())
          .extracting(it -> it.milestone().orElse(Milestone.DECLARED))
          .contains(Milestone.NO_OUTER_CONTROL);
    }
  }

  @Test
  void no_new_key_is_made_while_nobody_knows_whether_it_would_be_denied_everything() {
    organization.failsToNarrow(FailureCode.PERMISSION_DENIED);
    try (ResponseRig rig = rig()) {
      ResponseWorkflow response = start(rig);
      rig.awaitStep(response, ResponseStep.HUNT);
      rig.pass(5);
      assertThat(world.written())
          .noneMatch(it -> it.text().startsWith("replaced by version"))
          .anyMatch(it -> it.text().startsWith("whether an outer control stands is not known"));
      organization.heals();
      rig.passUntil(
          () -> world.written().stream().anyMatch(it -> it.text().startsWith("replaced by")));
    }
  }

  @Test
  void a_dismissed_incident_lets_everybody_go() {
    World stuck =
        new World().failing(RotationStep.CREATE, Fault.refusal(FailureCode.PERMISSION_DENIED));
    try (ResponseRig rig =
        new ResponseRig(10, stuck, world, organization, world.ledger(), world.notices())) {
      ResponseWorkflow response = start(rig);
      rig.awaitStep(response, ResponseStep.HUNT);
      assertThat(organization.held()).isNotEmpty();
      decide(response, "ann", new Act.Dismiss("a test key"));
      decide(response, "bob", new Act.Approve(People.DISMISS, "it is one"));
      rig.awaitEnd();
    }
    assertThat(organization.held()).isEmpty();
  }

  private ResponseRig rig() {
    return new ResponseRig(10, new World(), world, organization, world.ledger(), world.notices());
  }

  private static ResponseWorkflow start(ResponseRig rig) {
    return rig.start(ResponseMode.REVOKE_FIRST, new ReportSource.Person("ann"), leakedKey());
  }

  static AtRisk leakedKey() {
    IamAccessKey key =
        new IamAccessKey(
            new SecretId("deploy/key"),
            "deploy",
            "123456789012",
            List.of("eu-central-1"),
            Duration.ofHours(4));
    return new AtRisk(
        new DueCredential(
            new RotationRequest(
                key,
                RotationReason.COMPROMISED,
                "grace",
                Duration.ZERO,
                Duration.ofDays(7),
                Duration.ofMinutes(10)),
            Tier.HIGH,
            "erin",
            Instant.EPOCH),
        1);
  }

  private static void close(ResponseWorkflow response) {
    decide(
        response,
        "ann",
        new Act.RecordCause(
            new RootCause(
                "The key was pushed to a public repository.",
                RootCause.Category.COMMITTED_TO_SOURCE,
                "team")));
    decide(response, "ann", new Act.Close("done"));
  }

  private static void decide(ResponseWorkflow response, String person, Act act) {
    response.decide(new Decision(person, act, Optional.of(Instant.EPOCH)));
  }

  private List<String> texts() {
    return world.written().stream().map(it -> it.text()).toList();
  }
}
