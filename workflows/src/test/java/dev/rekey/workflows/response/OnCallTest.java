package dev.rekey.workflows.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.notice.Alarm;
import dev.rekey.model.notice.Notice;
import dev.rekey.workflows.world.World;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** That a notice was delivered does not mean that somebody is awake. */
class OnCallTest {
  private static final String ESCALATED = "ESCALATED";
  private static final String ACKNOWLEDGED = "ACKNOWLEDGED";

  private final ScriptedResponse world = new ScriptedResponse();
  private final ScriptedChannels channels = new ScriptedChannels();

  @AutoClose
  private final ResponseRig rig =
      new ResponseRig(600, new World(), world, world.ledger(), channels);

  private final ResponseWorkflow response =
      rig.start(
          ResponseMode.REVOKE_FIRST,
          new ReportSource.Person("rita"),
          ResponseRig.atRisk("orders/db"));

  @Test
  void until_somebody_takes_it_others_are_called_each_time_and_not_for_ever() {
    rig.pass(7);
    assertThat(channels.told(ESCALATED)).hasSize(2);
    rig.pass(60);
    assertThat(channels.told(ESCALATED)).hasSize(10).extracting(Notice::id).doesNotHaveDuplicates();
  }

  @Test
  void who_takes_it_leads_and_the_alarm_is_silent_for_the_others() {
    decide("ann", new Act.Acknowledge("on it"));
    decide("bob", new Act.Acknowledge("me too"));
    rig.pass(10);
    assertThat(response.view().lead()).contains("ann");
    assertThat(channels.told(ESCALATED)).isEmpty();
    assertThat(channels.told(ACKNOWLEDGED))
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.alarm()).isEqualTo(Alarm.ACKNOWLEDGE);
              assertThat(notice.known()).contains("ann");
            });
  }

  @Test
  void who_takes_it_late_ends_the_calls() {
    rig.pass(4);
    decide("ann", new Act.Acknowledge("on it"));
    rig.pass(30);
    assertThat(channels.told(ESCALATED)).hasSize(1);
  }

  @Test
  void who_turns_out_to_be_a_suspect_has_taken_nothing() {
    decide("mallory", new Act.Acknowledge("leave it to me"));
    decide("ann", new Act.Suspect("mallory", "their laptop"));
    rig.pass(4);
    assertThat(channels.told(ESCALATED)).hasSize(1);
    assertThat(channels.told(ESCALATED)).allSatisfy(this::leavesOutMallory);
    decide("bob", new Act.Acknowledge("I have it"));
    rig.pass(30);
    assertThat(channels.told(ESCALATED)).hasSize(1);
    assertThat(response.view().lead()).contains("bob");
  }

  private void leavesOutMallory(Notice notice) {
    assertThat(notice.excluded()).contains("mallory");
  }

  @Test
  void a_response_waits_for_nobody_to_take_it() {
    rig.awaitStep(response, ResponseStep.WATCH);
    assertThat(channels.told("CONTAINED")).hasSize(1);
    assertThat(channels.told(ACKNOWLEDGED)).isEmpty();
  }

  private void decide(String person, Act act) {
    response.decide(new Decision(person, act, Optional.of(Instant.EPOCH)));
  }
}
