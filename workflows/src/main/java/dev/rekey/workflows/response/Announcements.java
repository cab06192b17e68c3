package dev.rekey.workflows.response;

import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.Severity;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.incident.TimelineEntry.Kind;
import dev.rekey.model.notice.Alarm;
import dev.rekey.model.notice.Audience;
import dev.rekey.model.notice.Notice;
import dev.rekey.model.notice.NoticeId;
import dev.rekey.model.notice.NoticeReceipt;
import dev.rekey.model.notice.NoticeSeverity;
import dev.rekey.model.rotation.Fact;
import dev.rekey.workflows.notice.NoticeActivities;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells people what was reached. Nothing ever waits for it; receipts come in when they come. Only
 * when nothing else is left to do, the last ones are waited for.
 */
final class Announcements {
  /** A letter is given up after a quarter of an hour, and that it is takes a moment more. */
  private static final Duration PATIENCE = Duration.ofMinutes(16);

  private final CaseFile file;
  private final Journal journal;
  private final NoticeActivities notices = ResponseStubs.notices();
  private int told;
  private int underWay;
  private Optional<Instant> firstReceipt = Optional.empty();

  Announcements(CaseFile file, Journal journal) {
    this.file = file;
    this.journal = journal;
  }

  /** When the first notice was received by anybody. */
  Optional<Instant> firstReceipt() {
    return firstReceipt;
  }

  /** Writes the milestone down, and tells whoever the runbook names. */
  void reach(Milestone milestone, String known, String next) {
    journal.milestone(milestone, known);
    List<Audience> audiences = file.runbook().audience(milestone);
    if (!audiences.isEmpty()) {
      Notice notice = notice(milestone, known, next, audiences);
      underWay++;
      Async.function(notices::deliver, notice)
          .handle(
              (receipts, failure) -> {
                underWay--;
                if (receipts == null) {
                  untold(milestone.words() + ": the notices function refused it");
                } else {
                  received(milestone, receipts);
                }
                return true;
              });
    }
  }

  /** Waits for the receipts of what is under way; for long enough, and not for ever. */
  void join() {
    if (!Workflow.await(PATIENCE, () -> underWay == 0)) {
      untold(underWay + " notices, for nobody answered for the channels");
    }
  }

  private void untold(String what) {
    journal.note(
        Kind.FAILURE,
        TimelineEntry.REKEY,
        "whether people were told is unknown: " + what,
        List.of());
  }

  private void received(Milestone milestone, List<NoticeReceipt> receipts) {
    List<Fact> facts =
        receipts.stream()
            .map(one -> new Fact(one.outcome().sentence(), one.channel().value(), one.at()))
            .toList();
    if (firstReceipt.isEmpty()) {
      firstReceipt =
          receipts.stream()
              .filter(one -> one.outcome().delivered())
              .map(NoticeReceipt::at)
              .min(Instant::compareTo);
    }
    String text =
        facts.isEmpty()
            ? "nobody could be told: no channel serves the audience"
            : "told about: " + milestone.words();
    journal.note(Kind.NOTICE, TimelineEntry.REKEY, text, facts);
  }

  private Notice notice(Milestone milestone, String known, String next, List<Audience> audiences) {
    told++;
    return new Notice(
        new NoticeId(file.id() + "/" + told),
        file.id().value(),
        milestone.name(),
        file.id() + " " + file.severity() + ": " + milestone.words(),
        known,
        next,
        loudness(file.severity()),
        alarm(milestone),
        audiences,
        file.members().stream().map(one -> one.atRisk().recovery().owner()).distinct().toList(),
        file.suspects(),
        "");
  }

  private static NoticeSeverity loudness(Severity severity) {
    return switch (severity) {
      case P1 -> NoticeSeverity.CRITICAL;
      case P2 -> NoticeSeverity.ERROR;
      case P3 -> NoticeSeverity.WARNING;
      case P4 -> NoticeSeverity.INFO;
    };
  }

  private static Alarm alarm(Milestone milestone) {
    if (milestone == Milestone.ACKNOWLEDGED) {
      return Alarm.ACKNOWLEDGE;
    }
    return milestone == Milestone.CLOSED ? Alarm.RESOLVE : Alarm.TRIGGER;
  }
}
