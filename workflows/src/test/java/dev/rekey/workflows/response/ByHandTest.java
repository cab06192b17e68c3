package dev.rekey.workflows.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.OpenQuestion;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.RootCause;
import dev.rekey.model.notice.Notice;
import dev.rekey.workflows.world.World;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S04: a pipeline is out of our reach; people pause it, and somebody says so in time. */
@SuppressWarnings("NullAway.Init") // before each
class ByHandTest {
  private static final String PAUSE = "Pause the pipeline";

  private final ScriptedResponse world = new ScriptedResponse();
  private final ScriptedChannels channels = new ScriptedChannels();

  @AutoClose
  private final ResponseRig rig =
      new ResponseRig(600, new World(), world, world.ledger(), channels);

  private ResponseWorkflow response;

  @BeforeEach
  void a_response_that_leaves_something_to_people() {
    world.asks(PAUSE);
    world.comesBack(2); // it is contained again, and asks again
    response =
        rig.start(
            ResponseMode.REVOKE_FIRST,
            new ReportSource.Person("rita"),
            ResponseRig.atRisk("orders/db"));
    rig.passUntil(() -> !response.view().questions().isEmpty());
  }

  @Test
  void people_are_told_what_is_theirs_and_the_response_waits_for_none_of_it() {
    rig.awaitStep(response, ResponseStep.RECOVER);
    assertThat(response.view().questions())
        .singleElement()
        .extracting(OpenQuestion::id, OpenQuestion::text)
        .satisfies(
            one -> {
              assertThat(one.getFirst()).isEqualTo(ByHand.BY_HAND);
              assertThat(one.getLast().toString()).startsWith(PAUSE).contains("by-hand");
            });
    assertThat(channels.told("GUARDED"))
        .singleElement()
        .extracting(Notice::known)
        .asString()
        .startsWith(PAUSE);
  }

  @Test
  void who_does_not_say_in_time_that_it_is_done_is_called_again() {
    decide("ann", new Act.Acknowledge("on it"));
    rig.pass(4);
    assertThat(channels.told("ESCALATED"))
        .singleElement()
        .extracting(Notice::known)
        .asString()
        .startsWith(PAUSE);
  }

  @Test
  void once_it_is_done_nobody_is_called() {
    decide("ann", new Act.Acknowledge("on it"));
    decide("ann", new Act.Approve(ByHand.BY_HAND, "paused"));
    rig.pass(10);
    assertThat(channels.told("ESCALATED")).isEmpty();
    assertThat(response.view().questions()).isEmpty();
  }

  @Test
  void it_does_not_close_before_somebody_has_answered() {
    rig.awaitStep(response, ResponseStep.WATCH);
    decide(
        "ann",
        new Act.RecordCause(
            new RootCause("A fork could mint it.", RootCause.Category.MISCONFIGURATION, "team")));
    assertThatThrownBy(() -> decide("ann", new Act.Close("done")))
        .hasStackTraceContaining("questions are open: by-hand");
    decide("ann", new Act.Approve(ByHand.BY_HAND, "paused"));
    decide("ann", new Act.Close("done"));
    rig.awaitEnd();
  }

  private void decide(String person, Act act) {
    response.decide(new Decision(person, act, Optional.of(Instant.EPOCH)));
  }
}
