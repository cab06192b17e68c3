package dev.rekey.workflows.response;

import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.IncidentRequest;
import dev.rekey.model.incident.IncidentView.State;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.OpenQuestion;
import dev.rekey.model.incident.RootCause;
import dev.rekey.model.incident.TimelineEntry.Kind;
import dev.rekey.model.trigger.Clue;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What people do. What is not theirs to do is refused, and the refusal is on the timeline. */
final class People {
  /** The type of the failure that says so. */
  static final String REFUSED = "REFUSED";

  /** The question whether it was no compromise. */
  static final String DISMISS = "dismiss";

  private final CaseFile file;
  private final Journal journal;
  private final Announcements announcements;
  private final Cohort cohort;
  private final Guarding guard;
  private final OnCall onCall;
  private final OutOfBand foreign;
  private final TwoPersons persons;
  private final OwnHands own;
  private final Consumer<List<AtRisk>> concerns;
  private final BreakGlass glass;
  private final IncidentActivities ledger = ResponseStubs.ledger();

  People(
      CaseFile file,
      Journal journal,
      Announcements announcements,
      Cohort cohort,
      Guarding guard,
      OnCall onCall,
      OutOfBand foreign,
      Stages stages,
      Consumer<List<AtRisk>> concerns) {
    this.file = file;
    this.journal = journal;
    this.announcements = announcements;
    this.cohort = cohort;
    this.guard = guard;
    this.onCall = onCall;
    this.foreign = foreign;
    persons = stages.persons;
    own = stages.own;
    this.concerns = concerns;
    glass = new BreakGlass(file, announcements);
  }

  /**
   * Does what a person wants.
   *
   * @throws ApplicationFailure with a sentence if it is not theirs to do
   */
  void decide(Decision decision) {
    refuseUnlessTheirs(decision);
    String text =
        switch (decision.act()) {
          case Act.Acknowledge mine -> onCall.acknowledge(decision.by(), mine.text());
          case Act.Approve yes -> approve(decision, yes);
          case Act.Refuse no -> refuse(decision, no);
          case Act.ChangeMode change -> changeMode(change);
          case Act.Escalate more -> escalate(more);
          case Act.Concerns one -> concerns(decision, one);
          case Act.HandOver to -> handOver(decision, to);
          case Act.Note note -> note.text();
          case Act.ByHand mine -> byHand(decision, mine);
          case Act.Suspect suspect -> suspect(suspect);
          case Act.SuspectEvidence log -> own.suspect(decision.by(), log);
          case Act.BreakGlass open -> glass.open(decision.by(), open.reason());
          case Act.ReviewBreakGlass review -> reviewed(decision, review);
          case Act.RecordCause found -> cause(found.cause());
          case Act.AddRemedy add -> remedy(add);
          case Act.Dismiss dismissal -> dismissal(decision, dismissal);
          case Act.Close end -> close(decision, end);
        };
    journal.note(Kind.DECISION, decision.by(), text, List.of());
  }

  private void refuseUnlessTheirs(Decision decision) {
    if (file.suspects(decision.by())) {
      throw refused(decision, "somebody who may have a part in it acts in no incident of theirs");
    }
    if (file.over()) {
      throw refused(decision, "the incident is over");
    }
  }

  private String approve(Decision decision, Act.Approve yes) {
    OpenQuestion question = question(decision, yes.question());
    if (question.askedBy().equalsIgnoreCase(decision.by()) && !glass.openFor(decision.by())) {
      throw refused(decision, "who asks does not approve: it takes a second person");
    }
    if (!countsAsPerson(decision) && !glass.openFor(decision.by())) {
      throw refused(decision, "the door did not count them as a person when the incident began");
    }
    if (persons.areToBeTwo(question) && !glass.openFor(decision.by())) {
      return persons.first(question, decision.by(), yes.reason());
    }
    file.questions().remove(question.id());
    persons.agreed(question, decision, yes.reason());
    if (question.id().equals(DISMISS)) {
      file.become(State.DISMISSED);
      own.dismissed(question.askedBy() + " and " + decision.by(), yes.reason());
    }
    return "approved " + question.id() + ": " + yes.reason();
  }

  private String refuse(Decision decision, Act.Refuse no) {
    OpenQuestion question = question(decision, no.question());
    file.questions().remove(question.id());
    guard.refused(question.id());
    persons.refused(question.id());
    return "refused " + question.id() + ": " + no.reason();
  }

  private OpenQuestion question(Decision decision, String id) {
    return Optional.ofNullable(file.questions().get(id))
        .orElseThrow(() -> refused(decision, "there is no open question " + id));
  }

  private boolean countsAsPerson(Decision decision) {
    return decision.countsSince().filter(since -> !since.isAfter(file.accepted())).isPresent();
  }

  private String changeMode(Act.ChangeMode change) {
    file.become(change.mode());
    return "mode " + change.mode().word() + ": " + change.reason();
  }

  private String escalate(Act.Escalate more) {
    file.worsen();
    announcements.reach(Milestone.ESCALATED, more.reason(), "It is " + file.severity() + " now.");
    return "escalated to " + file.severity() + ": " + more.reason();
  }

  private String concerns(Decision decision, Act.Concerns one) {
    List<AtRisk> known =
        ledger.concerned(
            new IncidentRequest.Concerned(List.of(new Clue.Secret(one.secret().value()))));
    Optional<Member> replaced =
        file.member(one.secret()).filter(member -> member.recovered().isPresent());
    if (known.isEmpty() && replaced.isEmpty()) {
      throw refused(decision, one.secret() + " is not enrolled, or in an incident already");
    }
    concerns.accept(replaced.map(Member::atRisk).map(List::of).orElse(known));
    return one.secret()
        + (replaced.isPresent() ? " is concerned once more: " : " is concerned too: ")
        + one.reason();
  }

  private String handOver(Decision decision, Act.HandOver to) {
    if (file.suspects(to.to())) {
      throw refused(decision, "it cannot be handed over to them");
    }
    file.leadBy(to.to());
    return to.to() + " leads from now on: " + to.reason();
  }

  private String byHand(Decision decision, Act.ByHand mine) {
    if (file.member(mine.secret()).isEmpty()) {
      throw refused(decision, mine.secret() + " is not in this incident");
    }
    return foreign
        .noted(decision.by(), mine)
        .orElseThrow(() -> refused(decision, "it says of a time that is to come what was done"));
  }

  private String suspect(Act.Suspect suspect) {
    file.suspect(suspect.person());
    onCall.distrust(suspect.person());
    return "somebody more is left out: " + suspect.reason();
  }

  private String reviewed(Decision decision, Act.ReviewBreakGlass review) {
    return glass
        .review(decision.by(), review.finding())
        .orElseThrow(
            () -> refused(decision, "break-glass is reviewed by somebody else than who used it"));
  }

  private String cause(RootCause cause) {
    file.record(cause);
    return "root cause (" + cause.category() + "): " + cause.cause();
  }

  private String remedy(Act.AddRemedy add) {
    file.remedies().add(add.remedy());
    return "remedy: "
        + add.remedy().what()
        + " (owner "
        + add.remedy().owner()
        + ", due "
        + add.remedy().due()
        + ")";
  }

  private String dismissal(Decision decision, Act.Dismiss dismissal) {
    Instant now = CaseFile.now();
    file.questions()
        .put(
            DISMISS,
            new OpenQuestion(
                DISMISS,
                "Was it no compromise? " + dismissal.reason(),
                decision.by(),
                now,
                Optional.empty()));
    return "wants to dismiss it: " + dismissal.reason();
  }

  private String close(Decision decision, Act.Close end) {
    if (file.cause().isEmpty()) {
      throw refused(decision, "it does not close before its root cause is on record");
    }
    if (!cohort.settled()) {
      throw refused(decision, "the response is still under way");
    }
    if (!file.questions().isEmpty()) {
      throw refused(
          decision, "questions are open: " + String.join(", ", file.questions().keySet()));
    }
    file.become(State.CLOSED);
    return "closed: " + end.reason();
  }

  private ApplicationFailure refused(Decision decision, String why) {
    journal.note(
        Kind.REFUSAL,
        decision.by(),
        decision.act().getClass().getSimpleName() + " was refused: " + why,
        List.of());
    return ApplicationFailure.newNonRetryableFailure("Refused: " + why, REFUSED);
  }
}
