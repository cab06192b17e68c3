package dev.rekey.workflows.rollover;

import static dev.rekey.workflows.rollover.RolloverRig.approval;
import static dev.rekey.workflows.rollover.RolloverRig.leaf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.model.FailureCode;
import dev.rekey.model.notice.Notice;
import dev.rekey.model.rollover.Approval;
import dev.rekey.model.rollover.RolloverEntry;
import dev.rekey.model.rollover.RolloverOutcome;
import dev.rekey.model.rollover.RolloverPhase;
import dev.rekey.model.rollover.RolloverQuestion;
import dev.rekey.model.rollover.RolloverReason;
import dev.rekey.model.rollover.RolloverState;
import dev.rekey.workflows.rotation.Withdrawal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rollover of an authority, as its runbook has it. */
class RolloverWorkflowTest {
  private static final int MANY = 100;

  private final ScriptedAuthorities world =
      new ScriptedAuthorities(leaf("shop/tls"), leaf("web/tls"));

  @ParameterizedTest
  @ValueSource(ints = {0, MANY})
  void both_are_believed_then_all_is_replaced_then_the_old_one_goes_also_if_the_worker_dies(
      int remembered) {
    try (RolloverRig rig = new RolloverRig(remembered, world)) {
      RolloverWorkflow rollover = rig.start(RolloverReason.PLANNED);
      rig.awaitState(rollover, RolloverState.ASKING);
      rollover.approve(approval(RolloverQuestion.REMOVE_OLD_TRUST, "bob"));
      assertThat(rig.outcome()).isInstanceOf(RolloverOutcome.Done.class);
      assertThat(world.happened())
          .containsSubsequence(
              "TRUST_BOTH",
              "believed",
              "REISSUE",
              "re-issued web/tls",
              "nothing presented",
              "RETIRE_OLD",
              "believed",
              "condemned")
          .containsOnlyOnce("TRUST_BOTH", "REISSUE", "RETIRE_OLD", "condemned")
          .containsOnlyOnce("re-issued shop/tls", "re-issued web/tls");
      assertThat(world.written())
          .extracting(RolloverEntry::number)
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, world.written().size()).boxed().toList());
    }
  }

  @Test
  void no_certificate_comes_from_the_new_one_before_everybody_believes_it() {
    world.doubted("consumer shop (erin)");
    try (RolloverRig rig = new RolloverRig(MANY, world)) {
      RolloverWorkflow rollover = rig.start(RolloverReason.PLANNED);
      rig.passUntil(() -> !rig.notices.isEmpty());
      assertThat(rollover.view().state()).isEqualTo(RolloverState.WAITING);
      assertThat(rollover.view().obstacles().getFirst().who()).contains("shop");
      assertThat(rig.notices.getFirst().known()).contains("consumer shop (erin)");
      assertThat(world.happened()).containsExactly("TRUST_BOTH");
      world.believed();
      rollover.lookAgain();
      rig.awaitState(rollover, RolloverState.ASKING);
      assertThat(world.happened()).contains("re-issued web/tls", "re-issued shop/tls");
    }
  }

  @Test
  void the_old_one_stays_believed_while_one_endpoint_presents_a_certificate_of_it() {
    world.presents("edge:443 at 10.0.0.5");
    try (RolloverRig rig = new RolloverRig(MANY, world)) {
      RolloverWorkflow rollover = rig.start(RolloverReason.PLANNED);
      rig.passUntil(() -> !rig.notices.isEmpty());
      assertThat(rollover.view().obstacles().getFirst().who()).contains("edge:443");
      assertThatThrownBy(() -> rollover.approve(approval(RolloverQuestion.REMOVE_OLD_TRUST, "bob")))
          .hasStackTraceContaining("waits for nobody's agreement");
      world.presentsNothing();
      rollover.lookAgain();
      rig.awaitState(rollover, RolloverState.ASKING);
      assertThat(world.happened()).doesNotContain("RETIRE_OLD");
    }
  }

  @Test
  void what_slips_back_while_people_think_about_it_is_seen_before_anything_is_removed() {
    try (RolloverRig rig = new RolloverRig(MANY, world)) {
      RolloverWorkflow rollover = rig.start(RolloverReason.PLANNED);
      rig.awaitState(rollover, RolloverState.ASKING);
      world.presents("edge:443 at 10.0.0.5");
      rollover.approve(approval(RolloverQuestion.REMOVE_OLD_TRUST, "bob"));
      rig.awaitState(rollover, RolloverState.WAITING);
      assertThat(world.happened()).doesNotContain("RETIRE_OLD");
      world.presentsNothing();
      rollover.lookAgain();
      assertThat(rig.outcome()).isInstanceOf(RolloverOutcome.Done.class);
    }
  }

  @Test
  void who_asks_does_not_approve_and_neither_does_who_counts_only_since_it_runs() {
    try (RolloverRig rig = new RolloverRig(MANY, world)) {
      RolloverWorkflow rollover = rig.start(RolloverReason.PLANNED);
      rig.awaitState(rollover, RolloverState.ASKING);
      assertThatThrownBy(() -> rollover.approve(approval(RolloverQuestion.REMOVE_OLD_TRUST, "Ann")))
          .hasStackTraceContaining("second person");
      Approval newcomer =
          new Approval(
              RolloverQuestion.REMOVE_OLD_TRUST, "eve", Optional.of(Instant.MAX), "quickly");
      assertThatThrownBy(() -> rollover.approve(newcomer))
          .hasStackTraceContaining("counted as persons");
      assertThat(rig.notices.stream().map(Notice::milestone)).contains("ROLLOVER_APPROVAL");
    }
  }

  @Test
  void it_is_withdrawn_until_the_new_one_certifies_and_never_after() {
    world.doubted("consumer shop (erin)");
    try (RolloverRig rig = new RolloverRig(MANY, world)) {
      RolloverWorkflow rollover = rig.start(RolloverReason.PLANNED);
      rig.awaitStateBesideACall(rollover, RolloverState.WAITING);
      rollover.withdraw(new Withdrawal("ann", "not today"));
      assertThat(rig.outcome())
          .isInstanceOfSatisfying(
              RolloverOutcome.Withdrawn.class,
              back -> assertThat(back.behind().getFirst().who()).contains("shop"));
      assertThat(world.happened()).containsExactly("TRUST_BOTH", "LEFT");
      world.believed();
      RolloverWorkflow again = rig.start(RolloverReason.PLANNED);
      rig.awaitStateBesideACall(again, RolloverState.ASKING);
      assertThatThrownBy(() -> again.withdraw(new Withdrawal("ann", "after all")))
          .hasStackTraceContaining("only goes forward");
    }
  }

  @Test
  void a_step_that_cannot_be_done_is_compensated_while_there_is_a_way_back() {
    world.failing(RolloverPhase.TRUST_BOTH, FailureCode.NOT_FOUND, MANY);
    try (RolloverRig rig = new RolloverRig(MANY, world)) {
      rig.start(RolloverReason.PLANNED);
      assertThat(rig.outcome())
          .isInstanceOfSatisfying(
              RolloverOutcome.Withdrawn.class,
              back -> assertThat(back.why()).contains("NOT_FOUND"));
      assertThat(world.happened()).containsExactly("LEFT", "believed");
    }
  }

  @Test
  void a_step_is_tried_until_it_happens_once_there_is_only_forward() {
    world.failing(RolloverPhase.REISSUE, FailureCode.BAD_REQUEST, 3).withdrawing(3);
    try (RolloverRig rig = new RolloverRig(MANY, world)) {
      RolloverWorkflow rollover = rig.start(RolloverReason.PLANNED);
      rig.awaitState(rollover, RolloverState.ASKING);
      assertThat(world.happened())
          .containsSubsequence("REISSUE", "re-issued web/tls", "nothing presented")
          .doesNotContain("LEFT");
      assertThat(rig.notices.stream().map(Notice::milestone)).contains("ROLLOVER_STUCK");
    }
  }

  @Test
  void a_compromised_one_certifies_nothing_first_and_is_never_gone_back_to() {
    try (RolloverRig rig = new RolloverRig(MANY, world)) {
      RolloverWorkflow rollover = rig.start(RolloverReason.COMPROMISED, "web/tls");
      rig.awaitState(rollover, RolloverState.ASKING);
      assertThat(rollover.view().question()).contains(RolloverQuestion.STOP_ISSUANCE);
      assertThat(world.happened()).isEmpty();
      rollover.approve(approval(RolloverQuestion.STOP_ISSUANCE, "bob"));
      assertThatThrownBy(() -> rollover.withdraw(new Withdrawal("ann", "a mistake")))
          .hasStackTraceContaining("never gone back to");
      rig.passUntil(
          () -> rollover.view().question().equals(Optional.of(RolloverQuestion.REMOVE_OLD_TRUST)));
      assertThat(world.happened())
          .containsSubsequence(
              List.of(
                  "STOP_ISSUANCE",
                  "TRUST_BOTH",
                  "believed",
                  "REISSUE",
                  "re-issued web/tls", // what Rekey itself depends on comes first
                  "re-issued shop/tls",
                  "nothing presented"));
    }
  }

  @Test
  void a_compromise_that_was_none_is_withdrawn_before_anything_is_stopped() {
    try (RolloverRig rig = new RolloverRig(MANY, world)) {
      RolloverWorkflow rollover = rig.start(RolloverReason.COMPROMISED);
      rig.awaitState(rollover, RolloverState.ASKING);
      rollover.withdraw(new Withdrawal("bob", "a drill"));
      assertThat(rig.outcome()).isInstanceOf(RolloverOutcome.Withdrawn.class);
      assertThat(world.happened()).doesNotContain("STOP_ISSUANCE");
    }
  }
}
