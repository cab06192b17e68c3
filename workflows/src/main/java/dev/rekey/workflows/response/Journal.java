package dev.rekey.workflows.response;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.incident.TimelineEntry.Kind;
import dev.rekey.model.rotation.Fact;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The timeline. It is written to the ledger in the background; nothing waits for that. */
final class Journal {
  private static final int AT_ONCE = 100;

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

  /** A step had its effect. */
  void step(ResponseStep step, List<SecretId> secrets, String text, List<Fact> facts) {
    add(Kind.STEP, TimelineEntry.REKEY, Optional.of(step), Optional.empty(), secrets, text, facts);
  }

  /** Something did not happen, and is tried again or left to people. */
  void failure(ResponseStep step, List<SecretId> secrets, String text) {
    add(
        Kind.FAILURE,
        TimelineEntry.REKEY,
        Optional.of(step),
        Optional.empty(),
        secrets,
        text,
        List.of());
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
      ledger.writeDown(standing.get(), List.copyOf(entries.subList(written, end)));
      written = end;
    }
    writing = false;
  }

  /** Waits until everything is in the ledger. */
  void close() {
    Workflow.await(() -> !writing);
  }
}
