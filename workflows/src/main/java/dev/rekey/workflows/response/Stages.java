package dev.rekey.workflows.response;

import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.rotation.Fact;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;

/** What each step of a runbook does for a cohort. */
final class Stages {
  private final CaseFile file;
  private final Journal journal;
  private final Announcements people;
  private final Calls calls;
  private final StateBefore before;
  private final Stability stability;
  private final Recovery recovery;
  private final OuterControl outer;
  private final OutOfBand foreign;
  private final IncidentActivities rotations = ResponseStubs.rotations();
  private final Aftermath aftermath;
  private final NobodyContains nobody;
  private final ByHand byHand;
  private final Widening widening;
  private final Strangers strangers;
  final LostAuthorities lost; // their rollovers ask them
  final OwnHands own; // people say what leaked, too
  final TwoPersons persons;

  /**
   * Takes what they work with.
   *
   * @param widen what to do with credentials that turn out to be in reach, and in which mode
   */
  Stages(
      CaseFile file,
      Journal journal,
      Announcements people,
      OuterControl outer,
      OutOfBand foreign,
      TwoPersons persons,
      BiConsumer<List<AtRisk>, ResponseMode> widen) {
    this.file = file;
    this.journal = journal;
    this.people = people;
    this.outer = outer;
    this.foreign = foreign;
    this.persons = persons;
    nobody = new NobodyContains(people);
    calls = new Calls(file);
    before = new StateBefore(journal, calls);
    byHand = new ByHand(file, people);
    widening = new Widening(file, widen);
    own = new OwnHands(file, journal, people, byHand, widening);
    stability = new Stability(file, journal, people, calls, outer, byHand, widening);
    recovery = new Recovery(file, journal, people, outer);
    strangers = new Strangers(journal, people, calls);
    aftermath = new Aftermath(file, journal, calls, strangers, widening, own);
    lost = new LostAuthorities(file, journal, stability, persons, aftermath::hunt, strangers);
  }

  /** To be called first of all. */
  void settle() {
    calls.settle();
    strangers.settle();
    own.begin();
    boolean rotators = Workflow.getVersion("rotators", Workflow.DEFAULT_VERSION, 1) == 1;
    stability.begin(rotators);
    recovery.turns.begin(rotators);
    recovery.unanswered.begin();
  }

  /** Takes one step; what failed is written down. */
  Answers take(ResponseStep step, List<Member> members) {
    file.at(step);
    Answers answers =
        switch (step) {
          case SNAPSHOT -> snapshot(members);
          case CONTAIN -> contain(members);
          case STABILIZE -> stability.reach(members);
          case PROVE -> prove(members);
          case HUNT -> aftermath.hunt(members);
          case REACH -> aftermath.reach(members);
          case RECOVER -> lost.recover(members, recovery);
          case WATCH -> aftermath.late(stability.watch(members));
          case REVIEW -> Answers.all(members); // the incident's, once all its credentials are there
        };
    if (!answers.failed().isEmpty()) {
      journal.failure(step, answers.failed(), answers.reasons());
    }
    return answers;
  }

  /**
   * With the first change or beside it, which does not wait for it. Late or lost, it holds nothing
   * up; what containment itself undid is among its own facts.
   */
  private Answers snapshot(List<Member> members) {
    before.ask(members);
    return Answers.all(members);
  }

  private Answers contain(List<Member> all) {
    recovery.overlap(all.stream().filter(Member::overlaps).toList());
    List<Member> members = lost.agreed(all).stream().filter(Member::isCurrent).toList();
    Answers answers = containedBoth(members);
    makeWay(members);
    before.of(answers);
    nobody.tell(answers);
    answers.seen().forEach(Stages::contained);
    foreign.found(answers);
    if (!answers.done().isEmpty()) {
      journal.step(
          ResponseStep.CONTAIN, answers.facts(), LostAuthorities.contained(answers.done()));
    }
    tellIfContained();
    byHand.ask(answers.seen());
    own.ask(members);
    return answers;
  }

  private static void contained(Member member, CredentialAnswer.Seen seen) {
    member.containedAt(latest(seen));
    seen.reach().ifPresent(reach -> member.wasUsedBy(reach.users()));
  }

  /** From within and, beside it, from outside. */
  private Answers containedBoth(List<Member> members) {
    Calls.Asked within = calls.begin(ResponseCall.CONTAIN, members);
    outer.set(ResponseStep.CONTAIN, members);
    return within.answers();
  }

  /**
   * Routine rotations that run are pre-empted once all is refused. What one of them may still do
   * until then is found by the looks that follow: the last of them comes when all have ended.
   */
  private void makeWay(List<Member> members) {
    List<Member> routine =
        members.stream()
            .filter(one -> one.recovered().isEmpty() && !one.isBeingReplaced())
            .toList();
    if (!routine.isEmpty()) {
      Promise<Void> way =
          Async.procedure(
              rotations::makeWay, file.id(), routine.stream().map(Member::secret).toList());
      routine.forEach(one -> one.makesWay(way));
    }
  }

  private void tellIfContained() {
    if (file.allContained() && file.firstTime(Milestone.CONTAINED)) {
      people.reach(
          Milestone.CONTAINED,
          "Every known login of " + file.members().size() + " credentials is refused.",
          "It is looked at until nothing changes any more, and each leaked value is tried.");
    }
  }

  private Answers prove(List<Member> members) {
    Answers answers = calls.ask(ResponseCall.PROVE, members);
    if (!answers.done().isEmpty()) {
      answers.done().forEach(Member::prove);
      journal.step(ResponseStep.PROVE, answers.facts(), "proven refused");
    }
    if (file.allProven() && file.firstTime(Milestone.PROVEN)) {
      people.reach(
          Milestone.PROVEN,
          "Every leaked value was tried at every endpoint, and refused.",
          "What was left behind and what was in reach is looked at; then it is replaced.");
    }
    own.settle();
    return answers;
  }

  private static Instant latest(CredentialAnswer.Seen seen) {
    return seen.facts().stream().map(Fact::at).max(Instant::compareTo).orElseGet(CaseFile::now);
  }
}
