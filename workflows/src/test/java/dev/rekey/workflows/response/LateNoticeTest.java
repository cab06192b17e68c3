package dev.rekey.workflows.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.IncidentView.State;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.RootCause;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.incident.TimelineEntry.Kind;
import dev.rekey.workflows.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Channels that are down, and deadlines that pass. */
class LateNoticeTest {
  private final ScriptedResponse world = new ScriptedResponse();
  private final ScriptedChannels channels = new ScriptedChannels();

  @AutoClose
  private final ResponseRig rig =
      new ResponseRig(600, new World(), world, world.ledger(), channels);

  @Test
  void a_channel_that_is_down_delays_neither_containment_nor_the_end() {
    channels.down(every -> true);
    ResponseWorkflow response = start();
    rig.awaitStep(response, ResponseStep.WATCH);
    assertThat(response.view().durations().toContain())
        .hasValueSatisfying(took -> assertThat(took).isLessThan(Duration.ofMinutes(1)));
    close(response);
    assertThat(response.view().state()).isEqualTo(State.CLOSED);
    rig.awaitEnd();
    assertThat(channels.told()).isEmpty();
    assertThat(world.released()).isTrue();
    assertThat(texts(Kind.FAILURE)).anyMatch(text -> text.startsWith("whether people were told"));
  }

  @Test
  void the_receipts_of_the_last_notices_are_waited_for() {
    channels.downFor(5, "CLOSED");
    ResponseWorkflow response = start();
    rig.awaitStep(response, ResponseStep.WATCH);
    close(response);
    rig.awaitEnd();
    assertThat(channels.told("CLOSED")).hasSize(1);
    assertThat(texts(Kind.NOTICE)).contains("told about: closed");
    assertThat(texts(Kind.FAILURE)).isEmpty();
  }

  @Test
  void what_is_reported_while_the_last_notices_are_under_way_is_left_to_another_incident() {
    channels.down(notice -> notice.milestone().equals("CLOSED"));
    ResponseWorkflow response = start();
    rig.awaitStep(response, ResponseStep.WATCH);
    assertThat(response.over()).isFalse();
    close(response);
    rig.report(response, "s/2", ResponseRig.atRisk("orders/other"));
    assertThat(response.over()).isTrue();
    rig.awaitEnd();
    assertThat(world.released()).isTrue();
    assertThat(response.view().credentials()).hasSize(1);
  }

  @Test
  void what_is_not_contained_or_not_replaced_in_time_is_told_once_each() {
    world.dead("orders/dead", 45);
    ResponseWorkflow response =
        rig.start(
            ResponseMode.REVOKE_FIRST,
            new ReportSource.Person("rita"),
            ResponseRig.atRisk("orders/dead"),
            ResponseRig.atRisk("orders/db"));
    rig.passUntil(() -> response.view().durations().toRecover().isPresent());
    assertThat(channels.told("CONTAINMENT_OVERDUE"))
        .singleElement()
        .satisfies(one -> assertThat(one.known()).contains("1 of 2"));
    assertThat(channels.told("RECOVERY_OVERDUE")).hasSize(1);
    assertThat(channels.told("RECOVERED")).hasSize(1);
  }

  @Test
  void what_is_in_time_is_not_called_late_and_people_may_think_as_long_as_they_do() {
    ResponseWorkflow response =
        rig.start(
            ResponseMode.HOLD, new ReportSource.Person("rita"), ResponseRig.atRisk("orders/db"));
    rig.pass(20);
    decide(response, new Act.ChangeMode(ResponseMode.REVOKE_FIRST, "it is true"));
    rig.awaitStep(response, ResponseStep.WATCH);
    assertThat(response.view().timeline())
        .extracting(one -> one.milestone().orElse(null))
        .contains(Milestone.RECOVERED)
        .doesNotContain(Milestone.CONTAINMENT_OVERDUE, Milestone.RECOVERY_OVERDUE);
  }

  private ResponseWorkflow start() {
    return rig.start(
        ResponseMode.REVOKE_FIRST,
        new ReportSource.Person("rita"),
        ResponseRig.atRisk("orders/db"));
  }

  private List<String> texts(Kind kind) {
    return world.written().stream()
        .filter(one -> one.kind() == kind)
        .map(TimelineEntry::text)
        .toList();
  }

  private static void close(ResponseWorkflow response) {
    decide(
        response,
        new Act.RecordCause(
            new RootCause(
                "The password was written to a log.", RootCause.Category.WRITTEN_TO_LOG, "team")));
    decide(response, new Act.Close("done"));
  }

  private static void decide(ResponseWorkflow response, Act act) {
    response.decide(new Decision("ann", act, Optional.of(Instant.EPOCH)));
  }
}
