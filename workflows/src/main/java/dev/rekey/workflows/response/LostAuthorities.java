package dev.rekey.workflows.response;

import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SigningAuthority;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.rollover.Approval;
import dev.rekey.model.rollover.RolloverAsks;
import dev.rekey.model.rollover.RolloverOrder;
import dev.rekey.model.rollover.RolloverOutcome;
import dev.rekey.model.rotation.Fact;
import dev.rekey.workflows.OtherWorkflow;
import dev.rekey.workflows.rollover.ChildRollover;
import dev.rekey.workflows.rollover.RolloverWorkflow;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Authorities whose keys may be in other hands. Each stops once two persons agreed; then another
 * one takes its place by the ordinary rollover, as a child, which knows one order alone: new trust,
 * new certificates, and the old trust last.
 */
final class LostAuthorities {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration HOUR = Duration.ofHours(1);

  private final CaseFile file;
  private final Journal journal;
  private final Stability stability;
  private final TwoPersons persons;
  private final Consumer<List<Member>> hunt;
  private final Strangers strangers;
  private final Set<Member> mayStop = new HashSet<>();
  private final Set<String> asking = new HashSet<>();

  LostAuthorities(
      CaseFile file,
      Journal journal,
      Stability stability,
      TwoPersons persons,
      Consumer<List<Member>> hunt,
      Strangers strangers) {
    this.file = file;
    this.journal = journal;
    this.stability = stability;
    this.persons = persons;
    this.hunt = hunt;
    this.strangers = strangers;
  }

  /** What containment did. */
  static String contained(List<Member> members) {
    return members.stream().allMatch(one -> one.authority().isPresent())
        ? "stopped certifying, as far as it can be told to"
        : "refused and logged out";
  }

  /** Those that may be contained now: of authorities two persons said so. */
  List<Member> agreed(List<Member> members) {
    List<Promise<Void>> questions =
        members.stream()
            .filter(one -> one.authority().isPresent() && !mayStop.contains(one))
            .map(one -> Async.procedure(this::askToStop, one, one.authority().orElseThrow()))
            .toList();
    if (!questions.isEmpty()) {
      Promise.allOf(questions).get();
    }
    return members.stream()
        .filter(one -> one.authority().isEmpty() || mayStop.contains(one))
        .toList();
  }

  private void askToStop(Member member, SigningAuthority lost) {
    String name = lost.authority();
    persons
        .agree(
            "stop-issuance-" + name,
            "Is nothing to be certified as "
                + name
                + " any more, from now on? What it issued stays valid; there is no way back.")
        .ifPresent(
            yes -> {
              mayStop.add(member);
              makeWay(name);
            });
  }

  /** A planned rollover of it goes back, if one runs and it can. */
  private void makeWay(String authority) {
    RolloverWorkflow planned = ChildRollover.of(authority);
    OtherWorkflow.hears(() -> planned.makeWay(file.id().value()));
  }

  /** Has the place of each taken; whatever is no authority is rotated. */
  Answers recover(List<Member> members, Recovery rotations) {
    List<Member> lost = members.stream().filter(one -> one.authority().isPresent()).toList();
    if (lost.isEmpty()) {
      return rotations.recover(members);
    }
    List<Member> others = members.stream().filter(one -> !lost.contains(one)).toList();
    Answers answers = others.isEmpty() ? new Answers() : rotations.recover(others);
    Map<Member, Promise<RolloverOutcome>> running = new LinkedHashMap<>();
    lost.stream()
        .filter(one -> one.recovered().isEmpty())
        .forEach(one -> running.put(one, start(one)));
    awaitAll(running);
    answers.add(lost, concluded(lost, running));
    rotations.tellIfRecovered();
    if (!file.over()) {
      hunt.accept(answers.done().stream().filter(lost::contains).toList());
    }
    return answers;
  }

  private Promise<RolloverOutcome> start(Member member) {
    SigningAuthority lost = member.authority().orElseThrow();
    member.isComing(Optional.of(new VersionId(Workflow.randomUUID().toString())));
    journal.step(
        ResponseStep.RECOVER,
        Journal.about(List.of(member)),
        lost.successor()
            + " takes the place of "
            + lost.authority()
            + ": see 'rekey authority rollover status "
            + lost.authority()
            + "'");
    return ChildRollover.start(RolloverOrder.of(lost, file.id()));
  }

  /**
   * Who takes trust away meanwhile is seen, and so are an authority that certifies again and what
   * is signed with its key.
   */
  private void awaitAll(Map<Member, Promise<RolloverOutcome>> running) {
    Instant since = CaseFile.now();
    while (!Workflow.await(
        pause(since),
        () -> file.over() || running.values().stream().allMatch(Promise::isCompleted))) {
      List<Member> replaced =
          running.entrySet().stream()
              .filter(one -> !one.getValue().isCompleted())
              .map(Map.Entry::getKey)
              .toList();
      stability.lookOnce(ResponseStep.RECOVER, replaced);
      strangers.look(replaced);
    }
  }

  /** A rollover may take weeks, and a history has an end. */
  private static Duration pause(Instant since) {
    Duration passed = Duration.between(since, CaseFile.now());
    if (passed.compareTo(HOUR) < 0) {
      return MINUTE;
    }
    return passed.compareTo(Duration.ofDays(1)) < 0 ? QUARTER : HOUR;
  }

  private List<CredentialAnswer> concluded(
      List<Member> lost, Map<Member, Promise<RolloverOutcome>> running) {
    List<CredentialAnswer> answers = new ArrayList<>();
    for (Member one : lost) {
      Promise<RolloverOutcome> outcome = running.get(one);
      if (outcome == null) {
        answers.add(CredentialAnswer.Seen.of(one.secret(), List.of()));
      } else if (outcome.isCompleted()) {
        answers.add(concluded(one, outcome));
      } else {
        answers.add(failed(one, "the incident is over; the rollover goes on by itself"));
      }
    }
    return answers;
  }

  private CredentialAnswer concluded(Member member, Promise<RolloverOutcome> outcome) {
    try {
      return switch (outcome.get()) {
        case RolloverOutcome.Done done -> done(member, done);
        case RolloverOutcome.Withdrawn back -> failed(member, back.why());
      };
    } catch (ChildWorkflowFailure another) {
      Workflow.await(QUARTER, file::over);
      return failed(member, "another rollover of it runs; end it, and this one begins");
    }
  }

  private CredentialAnswer done(Member member, RolloverOutcome.Done done) {
    SigningAuthority lost = member.authority().orElseThrow();
    member.recoveredBy(member.coming().orElseThrow());
    List<Fact> facts =
        done.seen().stream().map(seen -> new Fact(seen, lost.authority(), CaseFile.now())).toList();
    journal.step(
        ResponseStep.RECOVER,
        Map.of(member.secret(), facts),
        lost.successor()
            + " certifies as "
            + lost.authority()
            + ", and nobody believes the old one");
    return CredentialAnswer.Seen.of(member.secret(), facts);
  }

  private static CredentialAnswer failed(Member member, String why) {
    return new CredentialAnswer.Failed(member.secret(), FailureCode.DEADLINE_PASSED, why);
  }

  /** The rollover must not go on before two persons say so, who are no suspects. */
  void asks(RolloverAsks ask) {
    String id =
        ask.question().name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + ask.authority();
    if (!asking.add(id)) {
      return; // it asks until it hears
    }
    persons
        .agree(id, ask.authority() + ": is it agreed " + ask.question().words() + "?")
        .ifPresent(yes -> say(ask, yes));
    asking.remove(id);
  }

  /** Whoever ended it by hand needs no word any more. */
  private static void say(RolloverAsks ask, TwoPersons.Word yes) {
    RolloverWorkflow rollover = ChildRollover.of(ask.authority());
    Approval approval = new Approval(ask.question(), yes.by(), yes.countsSince(), yes.reason());
    OtherWorkflow.hears(() -> rollover.agreed(approval));
  }
}
