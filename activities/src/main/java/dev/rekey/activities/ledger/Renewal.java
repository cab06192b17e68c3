package dev.rekey.activities.ledger;

import dev.rekey.activities.authority.RenewalAdvice.Window;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.policy.RotationPolicy;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes down that a rotation reached its goal, and when the next one is due.
 *
 * @param ledger where
 * @param certificates which values end by themselves
 * @param dueDates when a rotated credential is due again
 */
record Renewal(Ledger ledger, LedgerCertificates certificates, DueDates dueDates) {
  /**
   * Ends a rotation; its credential is fresh again. If it came too late, that is a breach which is
   * over, even if no sweep ran to see it.
   */
  private static final String ROTATED =
      """
      WITH ended AS (
        UPDATE rekey.rotation SET ended_at = ?, outcome = 'rotated'
        WHERE version = ? AND ended_at IS NULL RETURNING secret, version, ended_at),
      renewed AS (
        UPDATE rekey.credential c SET version = e.version, last_rotated = e.ended_at,
          next_due = coalesce(?, next_due), hard_deadline = coalesce(?, hard_deadline),
          previous_deadline = c.hard_deadline, failures = 0, not_before = NULL
        FROM ended e WHERE c.secret = e.secret),
      breached AS (
        INSERT INTO rekey.breach (secret, since, recorded_at, closed_at)
        SELECT c.secret, c.hard_deadline, e.ended_at, e.ended_at
        FROM rekey.credential c JOIN ended e ON c.secret = e.secret
        WHERE c.hard_deadline < e.ended_at
        ON CONFLICT (secret, since) DO UPDATE SET closed_at = excluded.closed_at)
      INSERT INTO rekey.rotation_step (version, step, at, facts)
      SELECT version, ?, ended_at, ?::jsonb FROM ended
      ON CONFLICT (version, step) DO UPDATE SET at = excluded.at, facts = excluded.facts\
      """;

  /** The date follows what the authority says, if the version is the one in use. */
  void advised(SecretId secret, VersionId version, Optional<Window> window, Instant askAgain) {
    ledger.together(
        () -> {
          certificates.advised(secret, version, window, askAgain);
          ledger
              .first(
                  "SELECT policy, coalesce(last_rotated, added_at) AS since FROM rekey.credential"
                      + " WHERE secret = ? AND version = ? FOR UPDATE",
                  row -> next(secret, version, row),
                  secret,
                  version)
              .ifPresent(
                  next ->
                      ledger.change(
                          "UPDATE rekey.credential SET next_due = ? WHERE secret = ?",
                          next,
                          secret));
          return true;
        });
  }

  private Instant next(SecretId secret, VersionId version, Row row) throws SQLException {
    return dueDates.next(
        secret,
        row.json("policy", RotationPolicy.class),
        row.instant("since"),
        certificates.term(secret, version));
  }

  void rotated(StepRequest request, Instant at, String facts) {
    SecretId secret = request.credential().secret();
    Optional<RotationPolicy> policy =
        ledger.first(
            "SELECT policy FROM rekey.credential WHERE secret = ?",
            row -> row.json("policy", RotationPolicy.class),
            secret);
    Optional<Term> term = certificates.term(secret, request.version());
    ledger.change(
        ROTATED,
        at,
        request.version(),
        policy.map(p -> dueDates.next(secret, p, at, term)),
        policy.map(p -> Term.deadline(p, at, term)),
        RotationStep.REVOKE,
        facts);
  }
}
