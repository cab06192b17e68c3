package dev.rekey.activities.ledger;

import dev.rekey.model.FailureCode;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes down how rotations end that do not reach their goal. Told twice is told once, and what the
 * ledger saw of the last step with its own eyes is never overwritten: a rotation whose answer was
 * lost for days may have been rotated or withdrawn all the same.
 */
final class Endings {
  /**
   * A withdrawn rotation has ended before this hears why; any other ends here, and its credential
   * is left alone by the sweep for a while. Only a failure counts as one: what a response took over
   * is not in need of a longer pause each time.
   */
  private static final String CONCLUDED =
      """
      WITH known AS (
        SELECT ended_at FROM rekey.rotation WHERE version = ?),
      told AS (
        INSERT INTO rekey.rotation AS r
          (version, secret, old_version, reason, requested_by, started_at, ended_at, outcome,
            failed_step, failure_code, failure_reason)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (version) DO UPDATE SET
          ended_at = coalesce(r.ended_at, excluded.ended_at),
          outcome = CASE WHEN r.outcome IS NULL OR excluded.outcome = 'superseded'
            THEN excluded.outcome ELSE r.outcome END,
          failed_step = excluded.failed_step, failure_code = excluded.failure_code,
          failure_reason = excluded.failure_reason
          WHERE r.ended_at IS NULL OR (r.outcome = 'withdrawn' AND r.failure_reason IS NULL)
        RETURNING secret, ended_at, outcome)
      UPDATE rekey.credential c SET
        failures = failures + CASE WHEN t.outcome = 'superseded' THEN 0 ELSE 1 END,
        not_before = t.ended_at + CASE WHEN t.outcome = 'superseded' THEN ?::interval
          ELSE least(?::interval, ?::interval * power(2, least(failures, 20)),
            %s) END
      FROM told t
      WHERE c.secret = t.secret AND NOT EXISTS (SELECT FROM known WHERE ended_at IS NOT NULL)\
      """
          .formatted(LedgerCertificates.SHORTEST_PAUSE);

  private static final String DISCARDED =
      """
      WITH ended AS (
        INSERT INTO rekey.rotation AS r
          (version, secret, old_version, reason, requested_by, started_at, ended_at, outcome,
            failed_step, failure_code, failure_reason)
        VALUES (?, ?, ?, ?, ?, ?, ?, 'discarded', ?, ?, ?)
        ON CONFLICT (version) DO UPDATE SET ended_at = excluded.ended_at,
          outcome = excluded.outcome, failed_step = excluded.failed_step,
          failure_code = excluded.failure_code, failure_reason = excluded.failure_reason
          WHERE r.ended_at IS NULL
        RETURNING version, ended_at)
      INSERT INTO rekey.rotation_step (version, step, at, facts)
      SELECT version, ?, ended_at, ?::jsonb FROM ended
      ON CONFLICT (version, step) DO UPDATE SET at = excluded.at, facts = excluded.facts\
      """;

  private final Ledger ledger;
  private final Duration firstPause;
  private final Duration longestPause;

  Endings(Ledger ledger, Duration firstPause, Duration longestPause) {
    this.ledger = ledger;
    this.firstPause = firstPause;
    this.longestPause = longestPause;
  }

  void concluded(StepRequest request, RotationOutcome outcome, Instant at) {
    switch (outcome) {
      case RotationOutcome.Rotated rotated -> {} // its last step has told, with what it saw
      case RotationOutcome.Withdrawn back ->
          concluded(request, at, "withdrawn", back.failedAt(), back.code(), back.reason());
      case RotationOutcome.Unfinished left ->
          concluded(request, at, "unfinished", left.failedAt(), left.code(), left.reason());
      case RotationOutcome.Superseded over ->
          concluded(request, at, "superseded", null, null, over.by() + " took over");
    }
  }

  private void concluded(
      StepRequest request,
      Instant at,
      String outcome,
      @Nullable RotationStep step,
      @Nullable FailureCode code,
      String reason) {
    ledger.change(
        CONCLUDED,
        request.version(),
        request.version(),
        request.credential().secret(),
        request.version(), // it never began, if this stays
        request.reason(),
        request.requestedBy(),
        at,
        at,
        outcome,
        Optional.ofNullable(step),
        Optional.ofNullable(code),
        reason,
        firstPause,
        longestPause,
        firstPause,
        firstPause);
  }

  /** Ends a version whose value the target refused. It is no failure of its credential. */
  void discarded(StepRequest request, Instant at, String facts) {
    ledger.change(
        DISCARDED,
        request.version(),
        request.credential().secret(),
        request.version(),
        request.reason(),
        request.requestedBy(),
        at,
        at,
        RotationStep.CREATE,
        FailureCode.VALUE_REJECTED,
        why(request),
        RotationStep.DISCARD,
        facts);
  }

  private static String why(StepRequest request) {
    return request.outcome().orElse(null) instanceof RotationOutcome.Withdrawn refused
        ? refused.reason()
        : "the target refused its value";
  }
}
