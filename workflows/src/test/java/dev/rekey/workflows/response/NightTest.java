package dev.rekey.workflows.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.model.FailureCode;
import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.notice.Notice;
import dev.rekey.workflows.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** S20: three in the morning; one person alone, for an hour, and everybody hears of its end. */
class NightTest {
  private static final int A_DAY = 24 * 60;

  private final ScriptedResponse world = new ScriptedResponse();
  private final ScriptedChannels channels = new ScriptedChannels();

  @AutoClose
  private final ResponseRig rig =
      new ResponseRig(600, new World(), world, world.ledger(), channels);

  private final ResponseWorkflow response =
      rig.start(
          ResponseMode.REVOKE_FIRST,
          new ReportSource.Detector("guardduty"),
          ResponseRig.atRisk("ops/runner"));

  @Test
  void break_glass_ends_by_itself_is_told_and_four_hours_later_lets_nobody_do_anything() {
    decide("dana", new Act.BreakGlass("nobody answers"));
    rig.pass(59);
    assertThat(glass()).singleElement().asString().contains("dana acts alone until");
    rig.pass(2);
    assertThat(glass()).hasSize(2).last().asString().contains("dana acts alone no more");
    rig.pass(180);
    decide("dana", new Act.Dismiss("a test"));
    assertThatThrownBy(() -> decide("dana", new Act.Approve(People.DISMISS, "it is")))
        .hasStackTraceContaining("second person");
    assertThat(glass()).as("told once").hasSize(2);
  }

  @Test
  void who_opens_it_once_more_has_an_hour_from_then_on_and_is_told_of_once() {
    decide("dana", new Act.BreakGlass("nobody answers"));
    rig.pass(30);
    decide("dana", new Act.BreakGlass("still nobody"));
    rig.pass(45);
    assertThat(glass()).hasSize(2).noneMatch(text -> text.contains("no more"));
    rig.pass(20);
    assertThat(glass()).hasSize(3);
  }

  @Test
  void a_review_that_is_due_is_asked_for_and_one_that_was_done_is_not() {
    decide("dana", new Act.BreakGlass("nobody answers"));
    rig.pass(8 * A_DAY);
    assertThat(overdue()).hasSize(1);
    decide("chris", new Act.ReviewBreakGlass("it was as it should be"));
    decide("dana", new Act.BreakGlass("once more"));
    decide("chris", new Act.ReviewBreakGlass("that too"));
    rig.pass(8 * A_DAY);
    assertThat(overdue()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"FUNCTION_SUSPECT", "ROTATOR_SUSPECT"})
  void that_only_the_leaked_one_could_contain_itself_is_paged_at_once_and_once(FailureCode code) {
    ScriptedResponse helpless = new ScriptedResponse();
    helpless.dead("rekey/revoker", 20, code);
    ScriptedChannels pagers = new ScriptedChannels();
    try (ResponseRig own = new ResponseRig(600, new World(), helpless, helpless.ledger(), pagers)) {
      ResponseWorkflow revoker =
          own.start(
              ResponseMode.REVOKE_FIRST,
              new ReportSource.Detector("guardduty"),
              ResponseRig.atRisk("rekey/revoker"));
      own.awaitStep(revoker, ResponseStep.PROVE);
      assertThat(pagers.told("CONTAINMENT_OVERDUE"))
          .filteredOn(one -> one.known().contains(code.name()))
          .singleElement()
          .satisfies(one -> assertThat(one.next()).isEqualTo(code.advice()));
      assertThat(helpless.contained()).as("tried until it is mended").isGreaterThan(20);
    }
  }

  private List<String> glass() {
    return channels.told("BREAK_GLASS").stream().map(Notice::known).toList();
  }

  private List<String> overdue() {
    return channels.told("REVIEW_OVERDUE").stream()
        .map(Notice::known)
        .filter(known -> known.contains("break-glass"))
        .toList();
  }

  private void decide(String person, Act act) {
    response.decide(new Decision(person, act, Optional.of(Instant.EPOCH)));
  }
}
