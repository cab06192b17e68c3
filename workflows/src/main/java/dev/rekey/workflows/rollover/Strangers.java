package dev.rekey.workflows.rollover;

import dev.rekey.model.incident.Finding;
import dev.rekey.model.rollover.RolloverRequest;
import dev.rekey.workflows.CallFailure;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a compromised authority certified and nobody enrolled. Whoever has its key goes on signing
 * while another one takes its place, so it is looked for until nobody believes the old one; each is
 * named once, and told. Where an incident has a response, the response does that.
 */
final class Strangers {
  private static final Duration APART = Duration.ofMinutes(5);
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /** What was not looked at is no stranger. */
  private static final String CERTIFICATE = "certificate";

  private final RolloverStanding standing;
  private final Chronicle chronicle;
  private final RolloverActivities steps = RolloverStubs.patient();
  private Optional<Promise<Void>> looking = Optional.empty();
  private boolean wanted;
  private boolean over;

  Strangers(RolloverStanding standing, Chronicle chronicle) {
    this.standing = standing;
    this.chronicle = chronicle;
  }

  /** Rollovers that began before they were looked for go on without; to be asked first of all. */
  void settle() {
    wanted =
        standing.order().compromised()
            && standing.order().incident().isEmpty()
            && Workflow.getVersion("strangers-by-hand", Workflow.DEFAULT_VERSION, 1) == 1;
  }

  /** Looks beside everything else from now on. */
  void begin() {
    if (wanted) {
      looking = Optional.of(Async.procedure(this::watch, RolloverStanding.now()));
    }
  }

  /** Looks once more, and then nobody believes what it certified. */
  void end() {
    over = true;
    looking.ifPresent(
        last -> {
          last.get();
          look();
        });
  }

  private void watch(Instant since) {
    while (!over) {
      look();
      Workflow.await(pause(since), () -> over);
    }
  }

  /** A rollover may take weeks, and a history has an end. */
  private static Duration pause(Instant since) {
    Duration passed = Duration.between(since, RolloverStanding.now());
    return passed.compareTo(HOUR) < 0 ? APART : passed.compareTo(DAY) < 0 ? QUARTER : HOUR;
  }

  private void look() {
    try {
      List<Finding> fresh =
          steps.strangers(new RolloverRequest.Strangers(standing.order())).findings().stream()
              .filter(one -> !standing.said(one.what() + ": " + one.identity() + " at "))
              .toList();
      if (!fresh.isEmpty()) {
        tell(fresh);
      }
    } catch (ActivityFailure failure) {
      String gap =
          "certificates that nobody enrolled were not looked for: "
              + CallFailure.of(failure.getCause()).reason();
      if (!standing.said(gap)) {
        chronicle.write(gap);
      }
    }
  }

  private void tell(List<Finding> fresh) {
    fresh.forEach(one -> standing.note(one.sentence()));
    List<Finding> certificates =
        fresh.stream().filter(one -> one.what().startsWith(CERTIFICATE)).toList();
    if (!certificates.isEmpty()) {
      chronicle.call(
          "ROLLOVER_STRANGER",
          certificates.stream().map(Finding::sentence).collect(Collectors.joining("; ")),
          "Look who serves it, and switch that off: whoever believes "
              + standing.order().authority()
              + " believes this too, until its trust is removed.");
    }
    chronicle.write();
  }
}
