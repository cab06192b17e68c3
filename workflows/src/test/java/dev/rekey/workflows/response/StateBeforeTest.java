package dev.rekey.workflows.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.workflows.world.World;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What to go back to is written down, and costs containment nothing. */
class StateBeforeTest {
  private final ScriptedResponse world = new ScriptedResponse();

  @AutoClose
  private final ResponseRig rig =
      new ResponseRig(600, new World(), world, world.ledger(), world.notices());

  @Test
  void where_containment_tells_how_it_was_nobody_is_asked_for_it_besides() {
    List<TimelineEntry> lines = linesOfAResponse();
    assertThat(world.asked(ResponseCall.SNAPSHOT)).isZero();
    assertThat(lines)
        .singleElement()
        .satisfies(line -> assertThat(line.text()).isEqualTo("the state as containment began"))
        .satisfies(line -> assertThat(line.facts().getFirst().what()).isEqualTo("role may log in"));
  }

  @Test
  void where_the_replacement_comes_first_the_state_is_written_down_before_that() {
    List<TimelineEntry> lines = linesOfAResponse(ResponseMode.OVERLAP);
    assertThat(world.asked().getFirst().call()).isEqualTo(ResponseCall.SNAPSHOT);
    assertThat(lines)
        .extracting(TimelineEntry::text)
        .containsExactly("the state as containment began");
  }

  @Test
  void who_could_not_be_contained_is_looked_at_once_and_told_apart() {
    world.dead("orders/db", 3);
    List<TimelineEntry> lines = linesOfAResponse();
    assertThat(world.asked(ResponseCall.SNAPSHOT)).isOne();
    assertThat(lines)
        .extracting(TimelineEntry::text)
        .containsExactly("the state after containment was tried");
  }

  @Test
  void what_a_call_may_have_changed_whose_answer_got_lost_is_not_called_the_state_before() {
    world.wasRefusedBefore(true);
    assertThat(linesOfAResponse())
        .extracting(TimelineEntry::text)
        .containsExactly("the state now; an earlier call may have changed it");
  }

  @Test
  void who_is_contained_again_is_not_looked_at_again() {
    world.comesBack(2);
    assertThat(linesOfAResponse()).hasSize(1);
  }

  private List<TimelineEntry> linesOfAResponse() {
    return linesOfAResponse(ResponseMode.REVOKE_FIRST);
  }

  private List<TimelineEntry> linesOfAResponse(ResponseMode mode) {
    ResponseWorkflow response =
        rig.start(mode, new ReportSource.Person("ann"), ResponseRig.atRisk("orders/db"));
    rig.awaitStep(response, ResponseStep.PROVE);
    return response.view().timeline().stream()
        .filter(line -> line.step().filter(ResponseStep.SNAPSHOT::equals).isPresent())
        .toList();
  }
}
