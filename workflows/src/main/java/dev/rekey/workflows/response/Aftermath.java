package dev.rekey.workflows.response;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.incident.TimelineEntry.Kind;
import dev.rekey.model.rotation.Fact;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an opponent left behind, and how far he came. */
final class Aftermath {
  private final CaseFile file;
  private final Journal journal;
  private final Calls calls;
  private final Strangers strangers;
  private final Unlisted unlisted;
  private final Widening widening;
  private final OwnHands own;

  Aftermath(
      CaseFile file,
      Journal journal,
      Calls calls,
      Strangers strangers,
      Widening widening,
      OwnHands own) {
    this.file = file;
    this.journal = journal;
    this.calls = calls;
    this.strangers = strangers;
    this.unlisted = new Unlisted(file, journal);
    this.widening = widening;
    this.own = own;
  }

  /** A hunt that fails is a gap that the report tells; it holds nothing up. */
  Answers hunt(List<Member> members) {
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
    own.abusedEarlier(answers);
    return Answers.all(members);
  }

  private String since() {
    Instant since = file.suspectSince();
    boolean guessed =
        file.report().saidSince().isEmpty() && since.equals(file.report().suspectSince());
    return " since " + since + (guessed ? ", two weeks before the report" : "");
  }

  Answers reach(List<Member> members) {
    Answers answers = calls.ask(ResponseCall.REACH, members);
    answers.seen().forEach(this::reached);
    gap(ResponseStep.REACH, answers);
    heed(answers);
    return Answers.all(members);
  }

  /** Logs are late: what was done shows by now, also where it did not when it was asked first. */
  Answers late(Answers watched) {
    return unlisted.late(watched, calls, this::heed);
  }

  /** What was left behind before is looked for as well. */
  private void heed(Answers reached) {
    List<Member> again = own.abusedEarlier(reached);
    if (!again.isEmpty() && !file.over()) {
      hunt(again);
    }
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
}
