package dev.rekey.workflows.response;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.IncidentView.State;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.incident.TimelineEntry.Kind;
import dev.rekey.model.incident.Wielded;
import dev.rekey.model.trigger.Clue;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What Rekey itself acts by is in other hands: the role of a function, or a login at targets. All
 * that it serves is replaced, once it is cut off and not before, for who has it would read the new
 * values too. What was written meanwhile is not to be believed. Containment waits for none of it.
 */
final class OwnHands {
  private final CaseFile file;
  private final Journal journal;
  private final Announcements people;
  private final ByHand byHand;
  private final Widening widening;
  private final DoubtfulLog log;
  private final IncidentActivities ledger = ResponseStubs.ledger();
  private final Set<Object> asked = new HashSet<>();
  private final Set<SecretId> own = new LinkedHashSet<>();
  private final EarlierAbuse earlier;
  private final EvidenceKey signer;
  private final List<AtRisk> served = new ArrayList<>();
  private List<Member> settled = List.of();
  private boolean cutByHand;
  private String dismissedBy = "";
  private String dismissal = "";

  OwnHands(CaseFile file, Journal journal, Announcements people, ByHand byHand, Widening widening) {
    this.file = file;
    this.journal = journal;
    this.people = people;
    this.byHand = byHand;
    this.widening = widening;
    log = new DoubtfulLog(file, journal, people);
    earlier = new EarlierAbuse(file, log);
    signer = new EvidenceKey(file, journal, byHand, log);
  }

  /** To be called first of all. */
  void begin() {
    earlier.begin();
  }

  /** A report may name a role that nobody enrolled. */
  void heard(CompromiseReport report) {
    earlier.heard(report);
    signer.heard(report);
    List<Clue.Principal> roles =
        report.clues().stream()
            .flatMap(clue -> clue instanceof Clue.Principal one ? Stream.of(one) : Stream.of())
            .filter(asked::add)
            .toList();
    if (!roles.isEmpty() && asksWhose()) {
      Async.procedure(() -> look(roles, List.of()));
    }
  }

  /** Asks of each once; what an authority certified is replaced by the rollover of that. */
  void ask(List<Member> members) {
    signer.ask(members);
    List<Member> fresh =
        members.stream()
            .filter(one -> one.authority().isEmpty() && asked.add(one.secret()))
            .toList();
    if (!fresh.isEmpty() && asksWhose()) {
      Async.procedure(() -> look(roles(fresh), fresh));
    }
  }

  private static List<Clue.Principal> roles(List<Member> members) {
    return members.stream().flatMap(one -> roles(one).stream()).toList();
  }

  private static List<Clue.Principal> roles(Member member) {
    return member.atRisk().credential().principals().stream()
        .flatMap(arn -> Clue.Principal.ofRole(arn).stream())
        .toList();
  }

  private void look(List<Clue.Principal> roles, List<Member> members) {
    try {
      List<SecretId> secrets = members.stream().map(Member::secret).toList();
      found(ledger.wielded(new Wielded.Question(roles, secrets)), members);
    } catch (ActivityFailure never) { // what can heal was tried until it did
      gap("whether Rekey itself acts by it could not be asked");
    }
  }

  private void found(Wielded known, List<Member> members) {
    known.unknown().forEach(this::gap);
    if (known.functions().isEmpty() && known.logins().isEmpty()) {
      return;
    }
    own.addAll(known.logins());
    members.stream()
        .filter(one -> roles(one).stream().anyMatch(known.roles()::contains))
        .forEach(one -> own.add(one.secret()));
    known.served().stream().filter(one -> !served.contains(one)).forEach(served::add);
    tell(known);
    own.forEach(earlier::reachesBack);
    if (own.isEmpty()) {
      byPeople(known.roles());
    }
    log.suspect(
        TimelineEntry.REKEY,
        "Rekey itself acts by what leaked",
        known.functions().contains("rekey-evidence"));
    settle();
  }

  private void tell(Wielded known) {
    String what =
        "Rekey itself acts by it"
            + (known.functions().isEmpty() ? "" : ", in " + String.join(", ", known.functions()))
            + (known.logins().isEmpty() ? "" : ", at targets of " + known.logins());
    people.reach(
        Milestone.ESCALATED,
        what + ".",
        known.served().size()
            + " credentials that it serves are replaced once it is cut off; what was written"
            + " meanwhile is marked as not to be believed.");
  }

  /** A role that is in no credential's name is out of the response's reach. */
  private void byPeople(List<Clue.Principal> roles) {
    cutByHand = true;
    String names = String.join(", ", roles.stream().map(OwnHands::words).toList());
    String question =
        byHand.ask(
            "own role",
            "Cut off %s by hand: deny it everything, and end its sessions".formatted(names));
    Async.procedure(
        () -> {
          Workflow.await(() -> file.over() || !file.questions().containsKey(question));
          cutByHand = false;
          if (!file.over()) {
            end("cut off by hand");
          }
        });
  }

  private static String words(Clue.Principal role) {
    return role.identity() + " in account " + role.account();
  }

  /** Once all of Rekey's own are proven to be cut off, what they serve is replaced. */
  void settle() {
    List<Member> now =
        own.isEmpty()
            ? file.members()
            : own.stream().flatMap(one -> file.member(one).stream()).toList();
    if (log.inDoubt()
        && !cutByHand
        && !signer.isOpen()
        && !(own.isEmpty() && log.hasEnded())
        && !now.isEmpty()
        && !now.equals(settled)
        && now.stream().allMatch(Member::proven)) {
      settled = now;
      end("proven to be cut off");
    }
  }

  private void end(String why) {
    log.end(why);
    Async.procedure(this::widen);
  }

  /** What it serves is in reach, whether anybody saw it read or not. */
  private void widen() {
    List<AtRisk> those = List.copyOf(served);
    served.clear();
    widening.takeIn(those);
  }

  /** Those of Rekey's own that somebody else had before the log was in doubt; it is from then. */
  List<Member> abusedEarlier(Answers answers) {
    earlier.note(answers);
    return answers.done().stream()
        .filter(one -> own.contains(one.secret()) && earlier.reachesBack(one.secret()))
        .toList();
  }

  /** A person says so. */
  String suspect(String person, Act.SuspectEvidence act) {
    act.since().ifPresent(log::since);
    log.suspect(person, act.reason(), act.key());
    settle();
    return "the evidence is in doubt"
        + act.since().map(since -> " since " + since).orElse("")
        + (act.key() ? ", and the key that signs it: " : ": ")
        + act.reason();
  }

  /** Two persons say that it was no compromise. */
  void dismissed(String persons, String reason) {
    dismissedBy = persons;
    dismissal = reason;
  }

  /** The incident is over, and so is what it said of the log. */
  void over() {
    if (file.state() == State.DISMISSED) {
      log.lift(dismissedBy, dismissal);
    } else {
      log.close();
    }
    log.join();
  }

  private void gap(String what) {
    journal.note(Kind.FAILURE, TimelineEntry.REKEY, what, List.of());
  }

  /** Responses that began before go on without. */
  private static boolean asksWhose() {
    return Workflow.getVersion("own-hands", Workflow.DEFAULT_VERSION, 1) == 1;
  }
}
