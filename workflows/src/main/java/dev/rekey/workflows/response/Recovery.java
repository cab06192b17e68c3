package dev.rekey.workflows.response;

import dev.rekey.model.FailureCode;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.workflows.rotation.RotationWorkflow;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * New versions by the ordinary rotation, as children: the most sensitive first, a few at a time. A
 * leaked version is never gone back to.
 */
final class Recovery {
  /** Enough to keep a worker busy, and few enough that a target is not stormed. */
  private static final int AT_ONCE = 16;

  private static final Comparator<Member> BY_RISK =
      Comparator.comparing(one -> one.atRisk().recovery().tier());

  private final CaseFile file;
  private final Journal journal;
  private final Announcements people;

  Recovery(CaseFile file, Journal journal, Announcements people) {
    this.file = file;
    this.journal = journal;
    this.people = people;
  }

  /** Replaces whatever is not replaced yet. */
  Answers recover(List<Member> members) {
    List<Member> missing =
        members.stream().filter(one -> one.recovered().isEmpty()).sorted(BY_RISK).toList();
    Answers answers =
        Answers.all(members.stream().filter(one -> one.recovered().isPresent()).toList());
    for (int from = 0; from < missing.size() && !file.over(); from += AT_ONCE) {
      List<Member> some = missing.subList(from, Math.min(missing.size(), from + AT_ONCE));
      answers.add(some, rotated(some));
    }
    if (!answers.failed().isEmpty() && file.firstTime(Milestone.RECOVERY_FAILED)) {
      people.reach(
          Milestone.RECOVERY_FAILED, answers.reasons(), "It is tried again until it succeeds.");
    }
    tellIfRecovered();
    return answers;
  }

  /**
   * In mode {@code overlap} the new one comes first, for as long as the runbook lets both live, or
   * until somebody saw use of the old one. What is not replaced by then is contained.
   */
  void overlap(List<Member> members) {
    if (members.isEmpty()) {
      return; // not even a timer before containment
    }
    List<Running> running =
        members.stream()
            .filter(one -> one.recovered().isEmpty())
            .sorted(BY_RISK)
            .map(one -> start(one, RotationReason.EXPOSED))
            .toList();
    Workflow.await(
        file.runbook().deadlines().overlap(),
        () ->
            running.stream().allMatch(one -> one.outcome().isCompleted())
                || running.stream().anyMatch(one -> one.member().mode() != ResponseMode.OVERLAP));
    running.stream().filter(one -> one.outcome().isCompleted()).forEach(this::conclude);
  }

  private List<CredentialAnswer> rotated(List<Member> members) {
    List<Running> running =
        members.stream().map(one -> start(one, RotationReason.COMPROMISED)).toList();
    List<CredentialAnswer> answers = new ArrayList<>();
    running.forEach(one -> answers.add(conclude(one)));
    return answers;
  }

  private record Running(Member member, Promise<RotationOutcome> outcome) {}

  private Running start(Member member, RotationReason reason) {
    RotationRequest given = member.atRisk().recovery().request();
    RotationRequest request =
        new RotationRequest(
            given.credential(),
            reason,
            file.id().value(),
            Duration.ZERO,
            file.runbook().deadlines().overlap(),
            given.stepDeadline());
    RotationWorkflow child =
        Workflow.newChildWorkflowStub(
            RotationWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(RotationWorkflow.id(member.secret().value()))
                .setTaskQueue(RotationWorkflow.TASK_QUEUE)
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .build());
    return new Running(member, Async.function(child::rotate, request, null));
  }

  private CredentialAnswer conclude(Running one) {
    try {
      return switch (one.outcome().get()) {
        case RotationOutcome.Rotated done -> done(one.member(), done);
        case RotationOutcome.Withdrawn back -> failed(one.member(), back.code(), back.reason());
        case RotationOutcome.Unfinished open -> failed(one.member(), open.code(), open.reason());
        case RotationOutcome.Superseded over ->
            failed(one.member(), FailureCode.FUNCTION_UNAVAILABLE, "another response took over");
      };
    } catch (ChildWorkflowFailure otherRotationRuns) {
      return failed(
          one.member(), FailureCode.FUNCTION_UNAVAILABLE, "another rotation is still under way");
    }
  }

  private CredentialAnswer done(Member member, RotationOutcome.Rotated rotated) {
    member.recoveredBy(rotated.version());
    journal.step(
        ResponseStep.RECOVER,
        Map.of(member.secret(), List.of()),
        "replaced by version " + rotated.version());
    return CredentialAnswer.Seen.of(member.secret(), List.of());
  }

  private static CredentialAnswer failed(Member member, FailureCode code, String reason) {
    return new CredentialAnswer.Failed(
        member.secret(),
        code == FailureCode.STILL_ACCEPTED ? code : FailureCode.DEADLINE_PASSED,
        code + ", " + reason);
  }

  private void tellIfRecovered() {
    if (file.allRecovered() && file.firstTime(Milestone.RECOVERED)) {
      file.recovered();
      people.reach(
          Milestone.RECOVERED,
          "A new version of each credential is in use.",
          "It is watched until it is silent for long enough.");
    }
  }
}
