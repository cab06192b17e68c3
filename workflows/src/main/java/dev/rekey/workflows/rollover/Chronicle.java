package dev.rekey.workflows.rollover;

import dev.rekey.model.notice.Alarm;
import dev.rekey.model.notice.Audience;
import dev.rekey.model.notice.Notice;
import dev.rekey.model.notice.NoticeId;
import dev.rekey.model.notice.NoticeReceipt;
import dev.rekey.model.notice.NoticeSeverity;
import dev.rekey.model.rollover.RolloverEntry;
import dev.rekey.model.rollover.RolloverRequest;
import dev.rekey.workflows.notice.NoticeActivities;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writes down what happened, and tells people what they have to do. Nothing waits for people. */
final class Chronicle {
  private static final Duration LAST_NOTICE = Duration.ofMinutes(1);

  private final RolloverStanding standing;
  private final RolloverActivities ledger = RolloverStubs.ledger();
  private final NoticeActivities notices = RolloverStubs.notices();
  private final List<Promise<List<NoticeReceipt>>> underWay = new ArrayList<>();
  private boolean writing;

  Chronicle(RolloverStanding standing) {
    this.standing = standing;
  }

  /** Writes down what is not yet, and how it stands; one after the other, each line once. */
  void write() {
    if (writing) {
      Workflow.await(() -> !writing);
    }
    writing = true;
    try {
      List<RolloverEntry> lines = standing.unwritten();
      ledger.writeDown(new RolloverRequest.WriteDown(standing.view(), lines));
      standing.written(lines.size());
    } finally {
      writing = false;
    }
  }

  void write(String text) {
    standing.note(text);
    write();
  }

  /** People are to do something. */
  void call(String milestone, String known, String next) {
    tell(milestone, known, next, Alarm.TRIGGER);
  }

  /** Nothing is to be done any more. */
  void end(String known) {
    tell("ROLLOVER_ENDED", known, "Nothing more happens.", Alarm.RESOLVE);
    if (Workflow.getVersion("last-notice", Workflow.DEFAULT_VERSION, 1) == 1) {
      // What is under way when a workflow ends is never done; and nothing waits for long.
      Workflow.await(LAST_NOTICE, () -> underWay.stream().allMatch(Promise::isCompleted));
    }
  }

  private void tell(String milestone, String known, String next, Alarm alarm) {
    boolean urgent = standing.order().compromised();
    Notice notice =
        new Notice(
            new NoticeId(
                "rollover/"
                    + standing.order().id()
                    + "/"
                    + RolloverStanding.now().toEpochMilli()
                    + "/"
                    + milestone),
            "rollover/" + standing.order().authority(),
            milestone,
            "The rollover of the authority " + standing.order().authority(),
            known,
            next,
            urgent ? NoticeSeverity.CRITICAL : NoticeSeverity.WARNING,
            alarm,
            urgent ? List.of(Audience.ON_CALL, Audience.INCIDENT_TEAM) : List.of(Audience.ON_CALL),
            List.of(),
            List.of(),
            "");
    underWay.add(Async.function(notices::deliver, notice));
  }
}
