package dev.rekey.workflows.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.workflows.world.World;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A target that gives no answer when its credential leaked, and answers again much later. */
class TargetAwayTest {
  private static final String ORDERS = "orders/db";

  private final ScriptedResponse world = new ScriptedResponse();
  private final ScriptedChannels channels = new ScriptedChannels();

  @AutoClose
  private final ResponseRig rig =
      new ResponseRig(600, new World(), world, world.ledger(), channels);

  @Test
  void away_for_an_hour_people_are_called_and_once_it_is_back_it_is_contained_and_then_proven() {
    world.dead(ORDERS, Integer.MAX_VALUE);
    ResponseWorkflow response =
        rig.start(
            ResponseMode.REVOKE_FIRST, new ReportSource.Person("rita"), ResponseRig.atRisk(ORDERS));
    rig.pass(60);
    assertThat(world.contained()).isGreaterThan(50);
    assertThat(channels.told("CONTAINMENT_OVERDUE")).hasSize(1);
    assertThat(channels.told("ESCALATED")).isNotEmpty();
    assertThat(steps(response)).doesNotContain(ResponseStep.STABILIZE, ResponseStep.PROVE);
    world.dead(ORDERS, 0);
    rig.awaitStep(response, ResponseStep.PROVE);
    assertThat(steps(response))
        .containsSubsequence(ResponseStep.CONTAIN, ResponseStep.STABILIZE, ResponseStep.PROVE);
    assertThat(contained(response).getLast().facts()).isNotEmpty();
  }

  private static List<ResponseStep> steps(ResponseWorkflow response) {
    return response.view().timeline().stream()
        .filter(one -> one.kind() == TimelineEntry.Kind.STEP)
        .flatMap(one -> one.step().stream())
        .toList();
  }

  private static List<TimelineEntry> contained(ResponseWorkflow response) {
    return response.view().timeline().stream()
        .filter(one -> one.step().filter(ResponseStep.CONTAIN::equals).isPresent())
        .toList();
  }
}
