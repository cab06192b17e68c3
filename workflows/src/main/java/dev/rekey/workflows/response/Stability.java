package dev.rekey.workflows.response;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.Living;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.rotation.Fact;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Enumerate, compare, contain again: an opponent who restores himself is seen, and outlasted. */
final class Stability {
  /** While it is silent, one look in a minute tells soon enough. */
  private static final Duration WATCH_EVERY = Duration.ofMinutes(1);

  /** Who comes back so often is outlasted more slowly, or the history would have no end. */
  private static final int HITS_AT_ONCE = 20;

  private static final Duration LONGEST_REST = Duration.ofMinutes(5);

  private final CaseFile file;
  private final Journal journal;
  private final Announcements people;
  private final Calls calls;
  private final OuterControl outer;
  private final ByHand byHand;
  private final Widening widening;
  private final LostTrust trust;
  private boolean toldUnstable;
  private boolean apart;

  Stability(
      CaseFile file,
      Journal journal,
      Announcements people,
      Calls calls,
      OuterControl outer,
      ByHand byHand,
      Widening widening) {
    this.byHand = byHand;
    this.widening = widening;
    this.file = file;
    this.journal = journal;
    this.people = people;
    this.calls = calls;
    this.outer = outer;
    this.trust = new LostTrust(journal, people);
  }

  /**
   * Who could not be looked at goes a way of their own, and keeps nobody else from theirs; in
   * responses that began before it did. To be called first of all.
   */
  void begin(boolean lookedAtApart) {
    apart = lookedAtApart;
  }

  /** One look while something else is waited for; what is alive is contained again. */
  void lookOnce(ResponseStep step, List<Member> members) {
    quietAfter(look(step, members), step);
  }

  /** Looks until so many passes in a row found nothing alive. There is no verdict before. */
  Answers reach(List<Member> members) {
    int passes = file.runbook().stability().passes();
    int quiet = 0;
    int hits = 0;
    Answers answers = Answers.all(members);
    while (quiet < passes && !answers.done().isEmpty() && !file.over()) {
      if (quiet > 0 || hits > HITS_AT_ONCE) {
        Workflow.await(rest(hits), file::over);
      }
      if (quiet == passes - 1) {
        awaitWay(answers.done());
      }
      Answers look = look(ResponseStep.STABILIZE, answers.done());
      boolean now = isQuiet(answers, look);
      answers = answers.then(look);
      quiet = now ? quiet + 1 : 0;
      hits = now ? hits : hits + 1;
    }
    if (!answers.done().isEmpty()) {
      verdict(answers, passes);
    }
    return answers;
  }

  private boolean isQuiet(Answers before, Answers look) {
    boolean quiet = quietAfter(apart ? look : before.then(look), ResponseStep.STABILIZE);
    if (!quiet) {
      tellIfOverdue();
    }
    return quiet;
  }

  /** The last look comes when no routine rotation does anything any more. */
  private void awaitWay(List<Member> members) {
    Workflow.await(() -> file.over() || members.stream().allMatch(Member::hasWay));
  }

  /** From within and, beside it, whether the outer control stands. */
  private Answers look(ResponseStep step, List<Member> members) {
    Calls.Asked within = calls.begin(ResponseCall.ENUMERATE, members);
    outer.set(step, members);
    return within.answers();
  }

  private void verdict(Answers answers, int passes) {
    journal.step(
        ResponseStep.STABILIZE,
        answers.doneSecrets(),
        passes + " equal passes found nothing alive");
    tellIfStable();
  }

  /** Between two passes; after many hits twice as long with each. */
  private Duration rest(int hits) {
    Duration apart = file.runbook().stability().apart();
    Duration rest = apart.multipliedBy(1L << Math.min(16, Math.max(0, hits - HITS_AT_ONCE)));
    return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
  }

  /** Nothing alive is to come up for a while; each hit is contained, and the while starts anew. */
  Answers watch(List<Member> members) {
    Duration silence = file.runbook().deadlines().silence();
    Duration every = silence.compareTo(WATCH_EVERY) < 0 ? silence : WATCH_EVERY;
    Instant since = CaseFile.now();
    Answers answers = Answers.all(members);
    while (CaseFile.now().isBefore(since.plus(silence))
        && !answers.done().isEmpty()
        && !file.over()) {
      Workflow.await(every, file::over);
      Answers look = look(ResponseStep.WATCH, answers.done());
      if (!quietAfter(look, ResponseStep.WATCH)) {
        since = CaseFile.now();
      }
    }
    if (!answers.done().isEmpty()) {
      silent(answers, !CaseFile.now().isBefore(since.plus(silence)), silence);
    }
    return answers;
  }

  /** An incident that is over is not watched any more; that is no silence. */
  private void silent(Answers answers, boolean allOfIt, Duration silence) {
    if (allOfIt) {
      answers.done().forEach(Member::fallSilent);
    }
    journal.step(
        ResponseStep.WATCH,
        answers.doneSecrets(),
        allOfIt ? "silent for " + silence : "watched to the end of the incident");
    if (allOfIt && file.allSilent() && tellsSilence() && file.firstTime(Milestone.SILENT)) {
      people.reach(
          Milestone.SILENT,
          "Nothing alive came up for " + silence + ".",
          "It closes once the cause is on record.");
    }
  }

  /** Responses that began before it was told of go on without. */
  private static boolean tellsSilence() {
    return Workflow.getVersion("silent", Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION;
  }

  private boolean quietAfter(Answers answers, ResponseStep step) {
    List<Member> alive =
        answers.seen().entrySet().stream()
            .filter(one -> !one.getValue().living().isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    if (!alive.isEmpty()) {
      again(alive, answers, step);
    }
    trust.tell(step, answers);
    return !outer.wasGone() && alive.isEmpty() && answers.failed().isEmpty();
  }

  private void again(List<Member> alive, Answers answers, ResponseStep step) {
    Instant now = CaseFile.now();
    Map<SecretId, List<Fact>> drift = new LinkedHashMap<>();
    for (Member one : alive) {
      List<Fact> facts = new ArrayList<>();
      List<Living> there = Objects.requireNonNull(answers.seen().get(one)).living();
      widening.goOn(there);
      for (Living living : there) {
        living.denial().ifPresent(one::denyToo);
        facts.add(new Fact(living.what() + ": " + living.identity(), living.where(), now));
      }
      drift.put(one.secret(), facts);
    }
    Answers contained = containedAgain(alive, step);
    contained
        .facts()
        .forEach(
            (secret, done) -> drift.computeIfAbsent(secret, s -> new ArrayList<>()).addAll(done));
    journal.step(
        step,
        drift,
        contained.failed().isEmpty()
            ? "alive again, and contained again"
            : "alive again, not contained yet: " + contained.reasons());
  }

  private Answers containedAgain(List<Member> alive, ResponseStep step) {
    Calls.Asked within = calls.begin(ResponseCall.CONTAIN, alive);
    outer.set(step, alive);
    Answers contained = within.answers();
    byHand.ask(contained.seen());
    return contained;
  }

  private void tellIfOverdue() {
    Instant deadline = file.accepted().plus(file.runbook().deadlines().stable());
    if (CaseFile.now().isAfter(deadline) && !toldUnstable) {
      toldUnstable = true;
      people.reach(
          Milestone.CONTAINMENT_OVERDUE,
          "Something keeps coming back, or a target does not answer.",
          "It is contained again each time. Cut it off from outside.");
    }
  }

  private void tellIfStable() {
    if (file.allContained() && file.firstTime(Milestone.STABLE)) {
      people.reach(
          Milestone.STABLE,
          "Nothing alive came up in equal looks in a row.",
          "Each leaked value is tried at every endpoint.");
    }
  }
}
