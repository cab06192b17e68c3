package dev.rekey.workflows.response;

import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.ResponseMode;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Says what is not done by when the runbook wants it. What is late goes on as before. */
final class Overdue {
  private final CaseFile file;
  private final Announcements announcements;

  Overdue(CaseFile file, Announcements announcements) {
    this.file = file;
    this.announcements = announcements;
  }

  /**
   * Begins to count for these.
   *
   * @param since the accepted signal, and for how long people were thinking since: nothing was to
   *     be done meanwhile
   */
  void begin(List<Member> those, Instant since) {
    List<Member> all = List.copyOf(those);
    boolean overlapping = all.stream().anyMatch(one -> one.mode() == ResponseMode.OVERLAP);
    Duration overlap = overlapping ? file.runbook().deadlines().overlap() : Duration.ZERO;
    at(
        since.plus(overlap).plus(file.runbook().deadlines().contained()),
        one -> one.contained().isEmpty(),
        all,
        this::notContained);
    at(
        since.plus(overlap).plus(file.runbook().deadlines().recovered()),
        one -> one.recovered().isEmpty(),
        all,
        this::notRecovered);
  }

  private void at(Instant due, Predicate<Member> open, List<Member> all, Consumer<String> tell) {
    Duration left = Duration.between(CaseFile.now(), due);
    Workflow.newTimer(left.isPositive() ? left : Duration.ofSeconds(1))
        .thenApply(
            passed -> {
              long missing = all.stream().filter(Member::isCurrent).filter(open).count();
              if (missing > 0 && !file.over()) {
                tell.accept(missing + " of " + all.size() + " credentials, by " + due);
              }
              return true;
            });
  }

  private void notContained(String late) {
    announcements.reach(
        Milestone.CONTAINMENT_OVERDUE,
        "Not contained in time: " + late + ".",
        "It is tried again by itself. Cut it off from outside if you can.");
  }

  private void notRecovered(String late) {
    announcements.reach(
        Milestone.RECOVERY_OVERDUE,
        "Not replaced in time: " + late + ".",
        "It is tried again by itself. Look at what fails: rekey incident show " + file.id());
  }
}
