package dev.rekey.workflows.response;

import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.workflows.rotation.ChildRotation;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * New versions by the ordinary rotation, as children: the most sensitive first, a few at a time. A
 * leaked version is never gone back to.
 */
final class Recovery {
  /** What had begun before: its replacement died with it, and each try let it live anew. */
  private static final String REPLACEMENT_LIVES = "replacement-lives";

  /** Those who wait at their gates take no place; to begin does. */
  private static final Duration BETWEEN = Duration.ofSeconds(5);

  /** Containment waits no longer where it cannot spare a new one that is made. */
  private static final Duration ONE_VALUE = Duration.ofSeconds(30);

  private final CaseFile file;
  private final Journal journal;
  private final Announcements people;
  private final IncidentActivities rotations = ResponseStubs.hurried();
  private final Map<Member, Running> underWay = new LinkedHashMap<>();
  private final OuterControl outer;
  final Turns turns = new Turns();
  final Unanswered unanswered = new Unanswered();

  Recovery(CaseFile file, Journal journal, Announcements people, OuterControl outer) {
    this.file = file;
    this.journal = journal;
    this.people = people;
    this.outer = outer;
  }

  /** Replaces whatever is not replaced yet. */
  Answers recover(List<Member> members) {
    Answers answers =
        Answers.all(members.stream().filter(one -> one.recovered().isPresent()).toList());
    for (List<Member> some : turns.of(members)) {
      if (!file.over()) {
        answers.add(some, rotated(some));
      }
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
   * until somebody saw use of the old one. From then on the old one dies by containment; a new one
   * that is made stays, for nobody has it but who was given it.
   */
  void overlap(List<Member> members) {
    if (members.isEmpty()) {
      return; // not even a timer before containment
    }
    boolean replacementLives = replacementLives();
    List<Member> missing = Turns.byRisk(members);
    List<Running> running = new ArrayList<>();
    Instant until = CaseFile.now().plus(file.runbook().deadlines().overlap());
    int atOnce = replacementLives ? Turns.AT_ONCE : Math.max(1, missing.size());
    for (int from = 0; from < missing.size() && goesOn(running); from += atOnce) {
      missing.subList(from, Math.min(missing.size(), from + atOnce)).stream()
          .map(this::replacement)
          .forEach(running::add);
      boolean last = from + atOnce >= missing.size();
      Duration rest = last ? Duration.between(CaseFile.now(), until) : BETWEEN;
      Workflow.await(rest, () -> !goesOn(running) || running.stream().allMatch(Running::isOver));
    }
    if (replacementLives) {
      members.forEach(Member::overlapIsOver);
      revokeAtOnce(running.stream().filter(one -> !one.isOver()).toList());
    }
    running.stream().filter(one -> one.outcome().isCompleted()).forEach(this::conclude);
    keepCarrying(members, running);
  }

  private Running replacement(Member one) {
    return Optional.ofNullable(underWay.remove(one))
        .orElseGet(() -> start(one, RotationReason.EXPOSED));
  }

  /** What Rekey depends on is refused once it is replaced, however long that takes. */
  private void keepCarrying(List<Member> members, List<Running> running) {
    members.stream()
        .filter(one -> one.carriesRekey() && one.recovered().isEmpty() && !one.isBeingReplaced())
        .forEach(Member::overlapGoesOn);
    running.stream()
        .filter(one -> one.member().carriesRekey() && !one.isOver())
        .forEach(one -> underWay.put(one.member(), one));
  }

  /** Chosen here, so that a report about it is known to be; what began before let it be chosen. */
  private static Optional<VersionId> version() {
    return replacementLives()
        ? Optional.of(new VersionId(Workflow.randomUUID().toString()))
        : Optional.empty();
  }

  private static boolean replacementLives() {
    return Workflow.getVersion(REPLACEMENT_LIVES, Workflow.DEFAULT_VERSION, 1) == 1;
  }

  /** While nobody saw use of one that lives. */
  private static boolean goesOn(List<Running> running) {
    return running.stream()
        .map(Running::member)
        .allMatch(one -> one.mayOverlap() || !one.isCurrent());
  }

  /** Containment waits for no answer; see {@link Unanswered} for those that give none. */
  private void revokeAtOnce(List<Running> running) {
    if (running.isEmpty()) {
      return;
    }
    try {
      Map<SecretId, VersionId> staying =
          rotations.revokeAtOnce(
              file.id(), running.stream().map(one -> one.member().secret()).toList());
      running.forEach(
          one ->
              Optional.ofNullable(staying.get(one.member().secret()))
                  .ifPresent(version -> stays(one, version)));
      List<Running> withOneValue =
          running.stream().filter(one -> !one.overlaps() && one.isAwaited(staying)).toList();
      Workflow.await(
          ONE_VALUE, () -> withOneValue.stream().allMatch(one -> one.outcome().isCompleted()));
    } catch (ActivityFailure noAnswer) {
      unanswered
          .spared(running)
          .forEach(one -> one.member().coming().ifPresent(it -> stays(one, it)));
    }
  }

  /** Where a target holds one value, containment cannot spare it; the rotation ends its past. */
  private void stays(Running one, VersionId version) {
    if (one.overlaps()) {
      one.member().staysAs(version);
      underWay.put(one.member(), one);
    }
  }

  private List<CredentialAnswer> rotated(List<Member> members) {
    unanswered.askAgain(file.id(), members);
    Set<Member> denied = outer.narrow(members);
    List<CredentialAnswer> answers = new ArrayList<>();
    denied.forEach(
        one ->
            answers.add(
                failed(one, FailureCode.TARGET_UNAVAILABLE, "it is denied everything yet")));
    List<Running> running =
        members.stream()
            .filter(one -> !denied.contains(one))
            .map(
                one ->
                    Optional.ofNullable(underWay.remove(one))
                        .orElseGet(() -> start(one, RotationReason.COMPROMISED)))
            .toList();
    running.forEach(one -> answers.add(conclude(one)));
    return answers;
  }

  private Running start(Member member, RotationReason reason) {
    RotationRequest given = member.atRisk().recovery().request();
    Optional<VersionId> version = version();
    member.isComing(version);
    RotationRequest request =
        new RotationRequest(
            given.credential(),
            reason,
            file.id().value(),
            Duration.ZERO,
            file.runbook().deadlines().overlap().multipliedBy(2), // it is told before
            given.stepDeadline(),
            version);
    return new Running(member, ChildRotation.start(request));
  }

  private CredentialAnswer conclude(Running one) {
    underWay.remove(one.member());
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
    member.staysNot();
    return new CredentialAnswer.Failed(
        member.secret(),
        code == FailureCode.STILL_ACCEPTED ? code : FailureCode.DEADLINE_PASSED,
        code + ", " + reason);
  }

  void tellIfRecovered() {
    if (file.allRecovered() && file.firstTime(Milestone.RECOVERED)) {
      file.times().recovered();
      people.reach(
          Milestone.RECOVERED,
          "A new version of each credential is in use.",
          "It is watched until it is silent for long enough.");
    }
  }
}
