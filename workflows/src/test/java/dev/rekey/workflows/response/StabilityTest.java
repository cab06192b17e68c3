package dev.rekey.workflows.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.workflows.world.World;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** When it is said that nothing lives any more. */
class StabilityTest {
  private final ScriptedResponse world = new ScriptedResponse();

  @AutoClose
  private final ResponseRig rig =
      new ResponseRig(600, new World(), world, world.ledger(), world.notices());

  @Test
  void a_quiet_look_is_no_verdict_and_who_comes_back_after_it_begins_the_count_anew() {
    world.looks(false, true, false, false, true);
    ResponseWorkflow response =
        rig.start(
            ResponseMode.REVOKE_FIRST,
            new ReportSource.Person("ann"),
            ResponseRig.atRisk("orders/db"));
    rig.awaitStep(response, ResponseStep.WATCH);
    assertThat(
            response.view().timeline().stream()
                .filter(one -> one.step().filter(ResponseStep.STABILIZE::equals).isPresent())
                .map(TimelineEntry::text))
        .containsExactly(
            "alive again, and contained again",
            "alive again, and contained again",
            "3 equal passes found nothing alive");
  }
}
