package dev.rekey.workflows.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.workflows.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** S11: what was done by hand is not said to be the response's own, nor the other way round. */
class OutOfBandTest {
  private static final SecretId ORDERS = new SecretId("orders/db");

  private final ScriptedResponse world = new ScriptedResponse();

  @AutoClose
  private final ResponseRig rig =
      new ResponseRig(600, new World(), world, world.ledger(), world.notices());

  @Test
  void what_was_refused_before_the_first_call_is_marked_and_the_rest_is_not() {
    world.wasRefusedBefore(false);
    ResponseWorkflow response = start(ResponseMode.REVOKE_FIRST);
    rig.awaitStep(response, ResponseStep.PROVE);
    assertThat(contained(response))
        .extracting(TimelineEntry::by, TimelineEntry::text)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "out-of-band", "was so already when the response came to it"),
            org.assertj.core.groups.Tuple.tuple("rekey", "refused and logged out"));
    assertThat(contained(response).getFirst().facts())
        .extracting(fact -> fact.what())
        .containsExactly("role was refused already");
  }

  @Test
  void the_person_who_did_it_is_named_once_they_say_so() {
    world.wasRefusedBefore(false);
    ResponseWorkflow response = start(ResponseMode.HOLD);
    rig.passUntil(() -> !response.view().questions().isEmpty());
    Instant at = response.view().timeline().getLast().at();
    decide(response, new Act.ByHand(ORDERS, Optional.of(at), "NOLOGIN in psql"));
    decide(response, new Act.ChangeMode(ResponseMode.REVOKE_FIRST, "it is true"));
    rig.awaitStep(response, ResponseStep.PROVE);
    assertThat(contained(response).getFirst().text())
        .isEqualTo("was so already when the response came to it: by hand at " + at + ", says ann");
  }

  @Test
  void what_an_earlier_call_may_have_done_is_nobodys_until_a_person_says_that_it_was_theirs() {
    world.wasRefusedBefore(true);
    ResponseWorkflow response = start(ResponseMode.REVOKE_FIRST);
    rig.awaitStep(response, ResponseStep.PROVE);
    assertThat(contained(response)).extracting(TimelineEntry::by).containsOnly("rekey");
    assertThat(contained(response).getFirst().text()).contains("whose answer got lost, or by hand");
    decide(response, new Act.ByHand(ORDERS, Optional.empty(), "NOLOGIN in psql"));
    assertThat(contained(response).getLast())
        .satisfies(line -> assertThat(line.by()).isEqualTo("out-of-band"))
        .satisfies(line -> assertThat(line.text()).endsWith("says ann"));
  }

  @Test
  void a_second_round_of_containment_finds_its_own_work_and_calls_it_nobody_elses() {
    world.dead("orders/db", 1);
    world.wasRefusedBefore(false);
    ResponseWorkflow response = start(ResponseMode.REVOKE_FIRST);
    rig.awaitStep(response, ResponseStep.PROVE);
    assertThat(contained(response)).extracting(TimelineEntry::by).containsOnly("rekey");
  }

  @Test
  void what_is_not_in_the_incident_or_is_yet_to_come_is_refused() {
    ResponseWorkflow response = start(ResponseMode.HOLD);
    rig.passUntil(() -> !response.view().questions().isEmpty());
    Instant later = response.view().timeline().getLast().at().plus(Duration.ofDays(1));
    for (Act act :
        List.<Act>of(
            new Act.ByHand(new SecretId("other/db"), Optional.empty(), "done"),
            new Act.ByHand(ORDERS, Optional.of(later), "done"))) {
      assertThatThrownBy(() -> decide(response, act)).hasStackTraceContaining("Refused: ");
    }
  }

  private ResponseWorkflow start(ResponseMode mode) {
    return rig.start(mode, new ReportSource.Person("rita"), ResponseRig.atRisk("orders/db"));
  }

  private static List<TimelineEntry> contained(ResponseWorkflow response) {
    return response.view().timeline().stream()
        .filter(one -> one.kind() == TimelineEntry.Kind.STEP)
        .filter(one -> one.step().filter(ResponseStep.CONTAIN::equals).isPresent())
        .toList();
  }

  private static void decide(ResponseWorkflow response, Act act) {
    response.decide(new Decision("ann", act, Optional.of(Instant.EPOCH)));
  }
}
