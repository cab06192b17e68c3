package dev.rekey.workflows.response;

import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.Living;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.rotation.Fact;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Enumerate, compare, contain again: an opponent who restores himself is seen, and outlasted. */
final class Stability {
  /** While it is silent, one look in a minute tells soon enough. */
  private static final Duration WATCH_EVERY = Duration.ofMinutes(1);

  private final CaseFile file;
  private final Journal journal;
  private final Announcements people;
  private final Calls calls;

  Stability(CaseFile file, Journal journal, Announcements people, Calls calls) {
    this.file = file;
    this.journal = journal;
    this.people = people;
    this.calls = calls;
  }

  /** Looks until so many passes in a row found nothing alive. There is no verdict before. */
  Answers reach(List<Member> members) {
    int passes = file.runbook().stability().passes();
    int quiet = 0;
    Answers answers = Answers.all(members);
    while (quiet < passes && !answers.done().isEmpty() && !file.over()) {
      if (quiet > 0) {
        Workflow.await(file.runbook().stability().apart(), file::over);
      }
      answers = answers.then(calls.ask(ResponseCall.ENUMERATE, answers.done()));
      quiet = quietAfter(answers, ResponseStep.STABILIZE) ? quiet + 1 : 0;
      overdue(quiet, passes);
    }
    if (!answers.done().isEmpty()) {
      journal.step(
          ResponseStep.STABILIZE,
          answers.doneSecrets(),
          passes + " equal passes found nothing alive",
          List.of());
      tellIfStable();
    }
    return answers;
  }

  /** Nothing alive is to come up for a while; each hit is contained, and the while starts anew. */
  Answers watch(List<Member> members) {
    Duration silence = file.runbook().deadlines().silence();
    Duration every = silence.compareTo(WATCH_EVERY) < 0 ? silence : WATCH_EVERY;
    Instant since = CaseFile.now();
    Answers answers = Answers.all(members);
    while (CaseFile.now().isBefore(since.plus(silence)) && !file.over()) {
      Workflow.await(every, file::over);
      Answers look = calls.ask(ResponseCall.ENUMERATE, answers.done());
      if (!quietAfter(look, ResponseStep.WATCH)) {
        since = CaseFile.now();
      }
    }
    journal.step(ResponseStep.WATCH, answers.doneSecrets(), "silent for " + silence, List.of());
    return answers;
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
    return alive.isEmpty() && answers.failed().isEmpty();
  }

  private void again(List<Member> alive, Answers answers, ResponseStep step) {
    Instant now = CaseFile.now();
    List<Fact> drift =
        answers.seen().values().stream()
            .flatMap(Stability::living)
            .map(one -> new Fact(one.what() + ": " + one.identity(), one.where(), now))
            .toList();
    Answers contained = calls.ask(ResponseCall.CONTAIN, alive);
    journal.step(
        step,
        alive.stream().map(Member::secret).toList(),
        contained.failed().isEmpty()
            ? "alive again, and contained again"
            : "alive again, not contained yet: " + contained.reasons(),
        Stream.concat(drift.stream(), contained.facts().stream()).toList());
  }

  private static Stream<Living> living(CredentialAnswer.Seen seen) {
    return seen.living().stream();
  }

  private void overdue(int quiet, int passes) {
    Instant deadline = file.accepted().plus(file.runbook().deadlines().stable());
    if (quiet < passes
        && CaseFile.now().isAfter(deadline)
        && file.firstTime(Milestone.CONTAINMENT_OVERDUE)) {
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
