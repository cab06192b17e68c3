package dev.rekey.workflows.response;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.incident.TimelineEntry.Kind;
import dev.rekey.model.rotation.Fact;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The timeline. It is written to the ledger in the background; nothing waits for that. */
final class Journal {
  private static final int AT_ONCE = 25;
  private static final String LOST = "a gap in the ledger: it does not take line ";

  private final IncidentActivities ledger = ResponseStubs.ledger();
  private final List<TimelineEntry> entries = new ArrayList<>();
  private final Supplier<IncidentView> standing;
  private int written;
  private boolean writing;

  Journal(Supplier<IncidentView> standing) {
    this.standing = standing;
  }

  List<TimelineEntry> entries() {
    return List.copyOf(entries);
  }

  /** These credentials, about which nothing else is to be said. */
  static Map<SecretId, List<Fact>> about(List<Member> members) {
    Map<SecretId, List<Fact>> none = new LinkedHashMap<>();
    members.forEach(one -> none.put(one.secret(), List.of()));
    return none;
  }

  /** A step had its effect. */
  void step(ResponseStep step, Map<SecretId, List<Fact>> facts, String text) {
    lines(Kind.STEP, TimelineEntry.REKEY, step, facts, text);
  }

  /** It had its effect already, by somebody else. */
  void outOfBand(ResponseStep step, Map<SecretId, List<Fact>> facts, String text) {
    lines(Kind.STEP, TimelineEntry.OUT_OF_BAND, step, facts, text);
  }

  /** Something did not happen, and is tried again or left to people. */
  void failure(ResponseStep step, List<Member> members, String text) {
    lines(Kind.FAILURE, TimelineEntry.REKEY, step, about(members), text);
  }

  private void lines(
      Kind kind, String by, ResponseStep step, Map<SecretId, List<Fact>> about, String text) {
    for (Parts.Part part : Parts.of(about)) {
      add(kind, by, Optional.of(step), Optional.empty(), part.secrets(), text, part.facts());
    }
  }

  /** Something was reached. */
  void milestone(Milestone milestone, String text) {
    add(
        Kind.MILESTONE,
        TimelineEntry.REKEY,
        Optional.empty(),
        Optional.of(milestone),
        List.of(),
        text,
        List.of());
  }

  /** Any other line. */
  void note(Kind kind, String by, String text, List<Fact> facts) {
    add(kind, by, Optional.empty(), Optional.empty(), List.of(), text, facts);
  }

  /** Whose owner is gone has another one, who may have more to look at. */
  void orphan(Member member) {
    member
        .atRisk()
        .orphan()
        .ifPresent(
            orphan ->
                note(
                    Kind.REPORT,
                    TimelineEntry.REKEY,
                    "%s: its owner %s is gone, %s takes it; others to look at: %d"
                        .formatted(
                            member.secret(),
                            orphan.formerOwner(),
                            member.atRisk().recovery().owner(),
                            orphan.siblings().size()),
                    orphan.siblings().stream()
                        .map(one -> new Fact(one, "the inventory", CaseFile.now()))
                        .toList()));
  }

  private void add(
      Kind kind,
      String by,
      Optional<ResponseStep> step,
      Optional<Milestone> milestone,
      List<SecretId> secrets,
      String text,
      List<Fact> facts) {
    entries.add(
        new TimelineEntry(
            entries.size() + 1, CaseFile.now(), kind, by, step, milestone, secrets, text, facts));
    if (!writing) {
      writing = true;
      Async.procedure(this::writeAll);
    }
  }

  private void writeAll() {
    while (written < entries.size()) {
      int end = Math.min(entries.size(), written + AT_ONCE);
      write(written, end);
      written = end;
    }
    writing = false;
  }

  /** A line that cannot be written loses no other line, and that it is lost is a line as well. */
  private void write(int from, int end) {
    try {
      ledger.writeDown(standing.get(), List.copyOf(entries.subList(from, end)));
    } catch (ActivityFailure never) { // what can heal was tried until it did
      if (end - from > 1) {
        int middle = (from + end) / 2;
        write(from, middle);
        write(middle, end);
      } else if (!entries.get(from).text().startsWith(LOST)) {
        note(Kind.FAILURE, TimelineEntry.REKEY, LOST + entries.get(from).number(), List.of());
      }
    }
  }

  /** Waits until everything is in the ledger. */
  void close() {
    Workflow.await(() -> !writing);
  }
}
