package dev.rekey.workflows.rollover;

import dev.rekey.model.rollover.Approval;
import dev.rekey.model.rollover.Obstacle;
import dev.rekey.model.rollover.RolloverOrder;
import dev.rekey.model.rollover.RolloverOutcome;
import dev.rekey.model.rollover.RolloverPhase;
import dev.rekey.model.rollover.RolloverQuestion;
import dev.rekey.model.rollover.RolloverState;
import dev.rekey.model.rollover.RolloverView;
import dev.rekey.workflows.rotation.Withdrawal;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Have both authorities believed everywhere and prove it, re-issue every certificate by the new
 * one, wait until nobody presents one of the old, have the old one believed no more. If it is
 * compromised, it stops certifying first, and what is signed with its key meanwhile is looked for.
 */
public final class RolloverWorkflowImpl implements RolloverWorkflow {
  private final RolloverStanding standing;
  private final Persons persons;
  private final Chronicle chronicle;
  private final PhaseSteps steps;
  private final Reissue reissue;
  private final Strangers strangers;

  /** Takes what {@link #roll} takes, so that queries and updates find it from the first task on. */
  @WorkflowInit
  public RolloverWorkflowImpl(RolloverOrder order, @Nullable RolloverResumed resumed) {
    this.standing = new RolloverStanding(order, resumed);
    this.chronicle = new Chronicle(standing);
    this.persons = new Persons(standing, chronicle);
    Patience patience = new Patience(standing, persons, chronicle);
    this.steps = new PhaseSteps(standing, persons, patience, chronicle);
    this.reissue = new Reissue(standing, steps, patience, chronicle);
    this.strangers = new Strangers(standing, chronicle);
  }

  @Override
  public RolloverOutcome roll(RolloverOrder order, @Nullable RolloverResumed resumed) {
    CompletablePromise<RolloverOutcome> outcome = Workflow.newPromise();
    persons.heed(CancellationScope.current());
    Workflow.newDetachedCancellationScope(() -> outcome.complete(follow(resumed == null))).run();
    return outcome.get();
  }

  private RolloverOutcome follow(boolean fresh) {
    strangers.settle();
    try {
      if (fresh) {
        standing.note(standing.order().requestedBy(), "begins it: " + standing.order().why());
        chronicle.write();
      }
      if (standing.order().compromised()) {
        stopIssuance();
        strangers.begin();
      }
      haveBothBelieved();
      replaceEveryCertificate();
      List<String> seen = retireOld();
      strangers.end();
      return done(seen);
    } catch (TurnedRound back) {
      return withdrawn(back);
    }
  }

  /** A response has asked people already, and stopped it. */
  private void stopIssuance() {
    if (standing.order().incident().isPresent()) {
      standing.agree(RolloverQuestion.STOP_ISSUANCE);
    }
    persons.agree(RolloverQuestion.STOP_ISSUANCE);
    steps.enter(RolloverPhase.STOP_ISSUANCE, "nobody certifies anything by this name any more");
  }

  private void haveBothBelieved() {
    steps.enter(RolloverPhase.TRUST_BOTH, "both authorities are to be believed");
    if (!standing.reached(RolloverPhase.REISSUE)) {
      steps.awaitBelief();
      chronicle.write("everybody believes both authorities");
    }
  }

  private void replaceEveryCertificate() {
    steps.enter(RolloverPhase.REISSUE, "the new authority certifies; there is only forward");
    if (!standing.reached(RolloverPhase.RETIRE_OLD)) {
      reissue.everything();
      steps.awaitNothingServed();
      chronicle.write("nobody presents a certificate of the old authority");
    }
  }

  /** An agreement may take days: what joined meanwhile is found by looking once more. */
  private List<String> retireOld() {
    if (!standing.reached(RolloverPhase.RETIRE_OLD)) {
      persons.agree(RolloverQuestion.REMOVE_OLD_TRUST);
      reissue.everything();
      steps.awaitNothingServed();
    }
    steps.enter(RolloverPhase.RETIRE_OLD, "the old authority is to be believed no more");
    steps.awaitBelief();
    return steps.condemn();
  }

  private RolloverOutcome done(List<String> seen) {
    standing.become(RolloverState.DONE, List.of());
    chronicle.write("nobody believes the old authority any more");
    chronicle.end("The old authority is retired.");
    return new RolloverOutcome.Done(seen);
  }

  private RolloverOutcome withdrawn(TurnedRound back) {
    standing.goesBack();
    chronicle.write("goes back to the old authority: " + back.why());
    List<Obstacle> behind = standing.begun() ? steps.goBack() : List.of();
    standing.become(RolloverState.WITHDRAWN, behind);
    chronicle.write("the old authority is what it was");
    chronicle.end("It was withdrawn: " + back.why());
    return new RolloverOutcome.Withdrawn(back.why(), behind);
  }

  @Override
  public RolloverView view() {
    return standing.view();
  }

  @Override
  public void lookAgain() {
    persons.lookAgain();
  }

  @Override
  public void approve(Approval approval) {
    persons.approve(approval);
  }

  @Override
  public void checkApprove(Approval approval) {
    persons.check(approval);
  }

  @Override
  public void agreed(Approval approval) {
    persons.approve(approval);
  }

  @Override
  public void makeWay(String response) {
    persons.makeWay(response);
  }

  @Override
  public void withdraw(Withdrawal withdrawal) {
    persons.withdraw(withdrawal);
  }

  @Override
  public void checkWithdraw(Withdrawal withdrawal) {
    persons.checkWithdraw(withdrawal);
  }
}
