package dev.rekey.workflows.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.Affected;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseRequest;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.workflows.world.Fault;
import dev.rekey.workflows.world.Requests;
import dev.rekey.workflows.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Use of a leaked value is seen while its replacement is on its way. */
class OverlapCutTest {
  private static final AtRisk ONE_VALUE =
      new AtRisk(
          new DueCredential(
              Requests.request(
                  "orders/db", Requests.SINGLE, RotationReason.COMPROMISED, Duration.ZERO),
              Tier.HIGH,
              "erin",
              Instant.EPOCH),
          1);

  private final ScriptedResponse world = new ScriptedResponse();
  private final World rotations =
      new World().failing(RotationStep.CREATE, Fault.refusal(FailureCode.TARGET_UNAVAILABLE));

  @AutoClose
  private final ResponseRig rig =
      new ResponseRig(600, rotations, world, world.ledger(), world.notices());

  @Test
  void where_the_new_value_is_not_made_yet_the_leaked_one_does_not_live_on_for_its_sake() {
    world.rotations(rig.rotations());
    ResponseWorkflow response =
        rig.start(ResponseMode.OVERLAP, new ReportSource.Person("rita"), ONE_VALUE);
    rig.passUntil(() -> rotations.steps().contains(RotationStep.CREATE));
    response.decide(seenInUse());
    rig.awaitStep(response, ResponseStep.CONTAIN);
    Instant decided = at(response, one -> one.kind() == TimelineEntry.Kind.DECISION);
    Instant contained =
        at(response, one -> one.step().filter(ResponseStep.CONTAIN::equals).isPresent());
    assertThat(Duration.between(decided, contained))
        .as("by the workflow's clock")
        .isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void who_moved_on_is_not_thrown_out_because_rotations_give_no_answer_in_time() {
    World used = new World().usedBy(Requests.BILLING);
    ScriptedResponse seen = new ScriptedResponse();
    try (ResponseRig silent = new ResponseRig(600, used, seen, seen.ledger(), seen.notices())) {
      seen.rotations(silent.rotations());
      seen.ledger().rotationsAreSilent(() -> seen.contained() == 0);
      ResponseWorkflow response =
          silent.start(
              ResponseMode.OVERLAP,
              new ReportSource.Person("rita"),
              ResponseRig.atRisk("orders/db"));
      silent.passUntil(silent::isBlocked);
      response.decide(seenInUse());
      silent.awaitStep(response, ResponseStep.RECOVER);
      assertThat(seen.asked())
          .filteredOn(one -> one.call() == ResponseCall.CONTAIN)
          .flatExtracting(ResponseRequest::credentials)
          .extracting(Affected::recovered)
          .containsOnly(Optional.of(used.current()));
      assertThat(used.steps()).as("versions").containsOnlyOnce(RotationStep.CREATE);
    }
  }

  private static Decision seenInUse() {
    return new Decision(
        "ann",
        new Act.ChangeMode(ResponseMode.REVOKE_FIRST, "a login from outside"),
        Optional.of(Instant.EPOCH));
  }

  private static Instant at(ResponseWorkflow response, Predicate<TimelineEntry> line) {
    return response.view().timeline().stream().filter(line).findFirst().orElseThrow().at();
  }
}
