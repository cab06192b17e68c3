package dev.rekey.workflows.response;

import dev.rekey.model.evidence.LogCheck;
import dev.rekey.model.evidence.LogSuspicion;
import dev.rekey.model.evidence.LogSuspicion.Stand;
import dev.rekey.model.evidence.MarkedStretch;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.incident.TimelineEntry.Kind;
import dev.rekey.model.rotation.Fact;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The evidence log while somebody else may have written into it. Nothing in it is changed: from
 * where to where it is in doubt is said in the log itself, and so is that it is not any more. The
 * log's key is looked at, and what others have of it.
 */
final class DoubtfulLog {
  private final CaseFile file;
  private final Journal journal;
  private final Announcements people;
  private final IncidentActivities ledger = ResponseStubs.ledger();
  private Optional<Instant> said = Optional.empty();
  private Optional<Stand> stand = Optional.empty();
  private boolean key;
  private int words;
  private int written;
  private Optional<Long> ended = Optional.empty();

  DoubtfulLog(CaseFile file, Journal journal, Announcements people) {
    this.file = file;
    this.journal = journal;
    this.people = people;
  }

  /** Whether anybody said so. */
  boolean inDoubt() {
    return stand.isPresent();
  }

  /** Whether it was, for a while. */
  boolean hasEnded() {
    return stand.filter(Stand.ENDED::equals).isPresent();
  }

  /** Since then at the latest. */
  void since(Instant then) {
    said = said.filter(then::isAfter).or(() -> Optional.of(then));
  }

  /** Somebody else had it before: it is said again, and ends where it ended. */
  void reachesBack(Instant then, String why) {
    if (stand.isEmpty()) {
      since(then);
    } else if (then.isBefore(since())) {
      since(then);
      stand
          .filter(now -> now != Stand.LIFTED)
          .ifPresent(now -> tell(now, TimelineEntry.REKEY, why, true));
    }
  }

  /** It is in doubt from now on; the key as well, once anybody said so. */
  void suspect(String by, String why, boolean keyToo) {
    key |= keyToo;
    tell(Stand.SUSPECT, by, why);
    Async.procedure(this::check);
  }

  /** No longer: what is written from now on is to be believed. */
  void end(String why) {
    if (stand.isPresent()) {
      tell(Stand.ENDED, TimelineEntry.REKEY, why);
    }
  }

  /** The incident is closed, whether it was ever proven or not. */
  void close() {
    if (stand.filter(Stand.SUSPECT::equals).isPresent()) {
      end("the incident is closed");
    }
  }

  /** It was no compromise. */
  void lift(String by, String why) {
    if (stand.isPresent()) {
      tell(Stand.LIFTED, by, why);
    }
  }

  private void tell(Stand next, String by, String why) {
    tell(next, by, why, false);
  }

  private void tell(Stand next, String by, String why, boolean endsWhereItDid) {
    stand = Optional.of(next);
    int number = ++words;
    Async.procedure(() -> write(number, next, by, why, endsWhereItDid));
  }

  /** One after the other: the last one counts. */
  private void write(int number, Stand next, String by, String why, boolean endsWhereItDid) {
    Workflow.await(() -> written == number - 1);
    ended = endsWhereItDid ? ended : Optional.empty();
    try {
      MarkedStretch stretch = ledger.suspectEvidence(word(number, next, by, why));
      ended = next == Stand.ENDED ? Optional.of(stretch.last()) : ended;
      told(stretch, next, why);
    } catch (ActivityFailure never) { // what can heal was tried until it did
      gap("the evidence log could not be marked as in doubt since " + since());
    }
    written = number;
  }

  private LogSuspicion word(int number, Stand next, String by, String why) {
    return new LogSuspicion(
        file.id(), number, next, since(), said.isPresent(), key, by, why, ended);
  }

  /** From when on somebody else may have written, as far as is known. */
  Instant since() {
    return said.orElseGet(file::suspectSince);
  }

  private void told(MarkedStretch stretch, Stand next, String why) {
    String which =
        switch (next) {
          case SUSPECT -> "not to be believed from entry " + stretch.from() + " on";
          case ENDED -> "not to be believed: " + stretch.words();
          case LIFTED -> "to be believed again: " + stretch.words();
        };
    journal.note(
        next == Stand.LIFTED ? Kind.STEP : Kind.FAILURE,
        TimelineEntry.REKEY,
        "of the evidence log, "
            + which
            + (said.isPresent() ? "" : ", at least: since when is not known")
            + " ("
            + why
            + "; said in entry "
            + stretch.mark()
            + ")",
        List.of());
  }

  private void check() {
    try {
      told(ResponseStubs.evidence().checkEvidence());
    } catch (ActivityFailure never) { // what can heal was tried until it did
      gap("the evidence log's key could not be looked at");
    }
  }

  private void told(LogCheck check) {
    journal.note(
        Kind.STEP,
        TimelineEntry.REKEY,
        check.wrong().isEmpty()
            ? "the evidence log and its key are what others know, as far as that could be seen"
            : "the evidence log or its key is not what others know",
        check.shown());
    check.open().forEach(this::gap);
    check.wrong().forEach(this::gap);
    if (!check.wrong().isEmpty() || key) {
      people.reach(
          Milestone.ESCALATED,
          check.wrong().isEmpty()
              ? "The key that signs the evidence may be in other hands."
              : String.join("; ", check.wrong()),
          "Give the evidence log a new key, and tell auditors: docs/evidence.md, 'When the log"
              + " itself is in doubt'.");
    }
  }

  private void gap(String what) {
    journal.note(Kind.FAILURE, TimelineEntry.REKEY, what, List.<Fact>of());
  }

  /** Waits until the log says it. */
  void join() {
    Workflow.await(() -> written == words);
  }
}
