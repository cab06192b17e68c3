package dev.rekey.workflows.response;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.incident.TimelineEntry.Kind;
import dev.rekey.model.rotation.Fact;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private final Unlisted unlisted;
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
    unlisted = new Unlisted(file, journal);
    calls = new Calls(file);
    before = new StateBefore(journal, calls);
    byHand = new ByHand(file, people);
    widening = new Widening(file, widen);
    own = new OwnHands(file, journal, people, byHand, widening);
    stability = new Stability(file, journal, people, calls, outer, byHand, widening);
    recovery = new Recovery(file, journal, people, outer);
    strangers = new Strangers(journal, people, calls);
    lost = new LostAuthorities(file, journal, stability, persons, this::hunt, strangers);
  }

  /** To be called first of all. */
  void settle() {
    calls.settle();
    strangers.settle();
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
          case HUNT -> hunt(members);
          case REACH -> reach(members);
          case RECOVER -> lost.recover(members, recovery);
          case WATCH -> unlisted.late(stability.watch(members), calls);
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

  /** A hunt that fails is a gap that the report tells; it holds nothing up. */
  private Answers hunt(List<Member> members) {
    Answers answers = calls.ask(ResponseCall.HUNT, members);
    strangers.named(answers);
    Map<SecretId, List<Fact>> found = new LinkedHashMap<>();
    answers
        .seen()
        .forEach((member, seen) -> found.put(member.secret(), Strangers.facts(seen.findings())));
    long count = found.values().stream().mapToLong(List::size).sum();
    journal.step(
        ResponseStep.HUNT,
        found,
        (count == 0 ? "nothing was left behind" : count + " things to look at") + since());
    gap(ResponseStep.HUNT, answers);
    return Answers.all(members);
  }

  private String since() {
    Instant since = file.suspectSince();
    boolean guessed =
        file.report().saidSince().isEmpty() && since.equals(file.report().suspectSince());
    return " since " + since + (guessed ? ", two weeks before the report" : "");
  }

  private Answers reach(List<Member> members) {
    Answers answers = calls.ask(ResponseCall.REACH, members);
    answers.seen().forEach(this::reached);
    gap(ResponseStep.REACH, answers);
    return Answers.all(members);
  }

  private void reached(Member member, CredentialAnswer.Seen seen) {
    seen.reach()
        .ifPresent(
            reach -> {
              Instant now = CaseFile.now();
              journal.step(
                  ResponseStep.REACH,
                  Map.of(
                      member.secret(),
                      reach.users().stream()
                          .map(user -> new Fact(user.sentence(), member.secret().value(), now))
                          .toList()),
                  "it could: "
                      + String.join("; ", reach.could())
                      + ". It did: "
                      + (reach.did().isEmpty()
                          ? "nothing that is known"
                          : String.join("; ", reach.did())));
              unlisted.tell(member, reach);
              widening.follow(reach.reached());
            });
  }

  private void gap(ResponseStep step, Answers answers) {
    if (!answers.failed().isEmpty()) {
      journal.note(
          Kind.FAILURE,
          TimelineEntry.REKEY,
          "a gap that people must fill: " + step.word() + " failed: " + answers.reasons(),
          List.of());
    }
  }

  private static Instant latest(CredentialAnswer.Seen seen) {
    return seen.facts().stream().map(Fact::at).max(Instant::compareTo).orElseGet(CaseFile::now);
  }
}
