package dev.rekey.workflows.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.credential.VersionId;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseRequest;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.workflows.world.Requests;
import dev.rekey.workflows.world.World;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Once what replaced a leaked value leaked too, the way of the first one ends where it is: whatever
 * it did would spare a value that leaked, and strike the one that did not.
 */
class OldWayTest {
  private static final ReportSource SCANNER = new ReportSource.Detector("log-scanner");
  private static final AtRisk ORDERS = ResponseRig.atRisk("orders/db");

  private final ScriptedResponse world = new ScriptedResponse();
  private final World rotations = new World();

  @AutoClose
  private final ResponseRig rig =
      new ResponseRig(600, rotations, world, world.ledger(), world.notices());

  @Test
  void the_watch_over_the_first_replacement_ends() {
    ResponseWorkflow response = rig.start(ResponseMode.REVOKE_FIRST, SCANNER, ORDERS);
    rig.passUntil(() -> versions().size() == 1);
    rig.pass(3);
    leaksToo(response, "the one in use");
    rig.passUntil(() -> versions().size() == 2);
    rig.pass(2);
    int until = world.asked().size();
    rig.pass(5);
    List<ResponseRequest> since = world.asked().subList(until, world.asked().size());
    assertThat(since)
        .isNotEmpty()
        .allSatisfy(
            request ->
                assertThat(request.credentials().getFirst().recovered())
                    .contains(versions().getLast()));
  }

  @Test
  void where_both_lived_the_first_one_is_contained_with_the_second_and_not_once_more() {
    world.rotations(rig.rotations());
    rotations.usedBy(Requests.BILLING);
    ResponseWorkflow response = rig.start(ResponseMode.OVERLAP, SCANNER, ORDERS);
    rig.passUntil(rig::isBlocked);
    leaksToo(response, versions().getFirst().value());
    rig.passUntil(() -> world.contained() > 0);
    rig.pass(5);
    assertThat(world.contained()).isEqualTo(1);
  }

  private void leaksToo(ResponseWorkflow response, String value) {
    AtRisk one = new AtRisk(ORDERS.recovery(), ORDERS.consumers(), List.of(value));
    response.report(rig.exposed("more/1", SCANNER, Optional.empty(), one));
  }

  /** The versions that rotations made, or were to make. */
  private List<VersionId> versions() {
    return rotations.calls().stream()
        .filter(one -> one.step() == RotationStep.CREATE)
        .map(StepRequest::version)
        .distinct()
        .toList();
  }
}
