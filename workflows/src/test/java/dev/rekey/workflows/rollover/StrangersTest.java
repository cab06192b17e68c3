package dev.rekey.workflows.rollover;

import static dev.rekey.workflows.rollover.RolloverRig.approval;
import static dev.rekey.workflows.rollover.RolloverRig.leaf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.notice.Notice;
import dev.rekey.model.rollover.RolloverOutcome;
import dev.rekey.model.rollover.RolloverQuestion;
import dev.rekey.model.rollover.RolloverReason;
import dev.rekey.model.rollover.RolloverState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is signed with a stolen key while another authority takes the place of its own. */
class StrangersTest {
  private static final int MANY = 100;
  private static final String FIRST = "7 for pay.example.org";
  private static final String SECOND = "8 for shop.example.org";

  private final ScriptedAuthorities world = new ScriptedAuthorities(leaf("shop/tls"));

  private static List<String> calls(RolloverRig rig) {
    return rig.notices.stream()
        .filter(one -> one.milestone().equals("ROLLOVER_STRANGER"))
        .map(Notice::known)
        .toList();
  }

  private static RolloverWorkflow stopped(RolloverRig rig) {
    RolloverWorkflow rollover = rig.start(RolloverReason.COMPROMISED);
    rig.awaitState(rollover, RolloverState.ASKING);
    rollover.approve(approval(RolloverQuestion.STOP_ISSUANCE, "bob"));
    return rollover;
  }

  private static void agree(RolloverRig rig, RolloverWorkflow rollover) {
    rig.passUntil(
        () -> rollover.view().question().equals(Optional.of(RolloverQuestion.REMOVE_OLD_TRUST)));
    rollover.approve(approval(RolloverQuestion.REMOVE_OLD_TRUST, "bob"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, MANY})
  void what_is_forged_while_it_runs_is_named_once_and_told_also_if_the_worker_dies(int remembered) {
    world.doubted("consumer shop (erin)");
    world.forges(FIRST);
    try (RolloverRig rig = new RolloverRig(remembered, world)) {
      RolloverWorkflow rollover = stopped(rig);
      rig.passUntil(() -> !calls(rig).isEmpty());
      world.forges(SECOND);
      rig.passUntil(() -> calls(rig).size() > 1);
      world.believed();
      rollover.lookAgain();
      agree(rig, rollover);
      assertThat(rig.outcome()).isInstanceOf(RolloverOutcome.Done.class);
      assertThat(calls(rig)).hasSize(2);
      assertThat(calls(rig).getFirst()).contains(FIRST, "edge:443");
      assertThat(calls(rig).getLast()).contains(SECOND).doesNotContain(FIRST);
    }
    for (String forged : List.of(FIRST, SECOND)) {
      assertThat(world.written())
          .filteredOn(line -> line.text().contains(forged))
          .as(forged)
          .hasSize(1);
    }
  }

  @Test
  void what_is_forged_just_before_the_old_trust_goes_is_found_at_the_end() {
    try (RolloverRig rig = new RolloverRig(MANY, world)) {
      RolloverWorkflow rollover = stopped(rig);
      rig.passUntil(
          () -> rollover.view().question().equals(Optional.of(RolloverQuestion.REMOVE_OLD_TRUST)));
      world.forges(SECOND);
      rollover.approve(approval(RolloverQuestion.REMOVE_OLD_TRUST, "bob"));
      rig.outcome();
      assertThat(calls(rig)).singleElement().asString().contains(SECOND);
    }
  }

  @Test
  void a_planned_rollover_looks_for_none() {
    world.forges(FIRST);
    try (RolloverRig rig = new RolloverRig(MANY, world)) {
      agree(rig, rig.start(RolloverReason.PLANNED));
      rig.outcome();
      assertThat(world.looks()).isZero();
      assertThat(calls(rig)).isEmpty();
    }
  }
}
