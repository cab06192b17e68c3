package dev.rekey.activities.inventory;

import dev.rekey.activities.authority.KnownCertificate;
import dev.rekey.activities.ledger.Json;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.ledger.LedgerCertificates;
import dev.rekey.activities.ledger.Term;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.policy.RotationPolicy;
import dev.rekey.model.rotation.RotationReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The credentials that are enrolled. */
public final class Inventory {
  private static final String SELECT = EnrolledCredential.SELECT;

  private static final String ENROL =
      """
      WITH added AS (
        INSERT INTO rekey.credential (secret, spec, owner, tier, policy, version, added_by,
          added_at, next_due, hard_deadline, patience)
        VALUES (?, ?::jsonb, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?::interval) RETURNING secret),
      key AS (
        INSERT INTO rekey.access_key (id, secret) SELECT id, secret FROM unnest(?) id, added
        ON CONFLICT (id) DO UPDATE SET secret = excluded.secret)
      INSERT INTO rekey.credential_identity (target, identity, secret)
      SELECT ?, unnest(?), secret FROM added\
      """;

  private final Ledger ledger;
  private final LedgerCertificates certificates;

  /** Takes the ledger. */
  public Inventory(Ledger ledger) {
    this.ledger = ledger;
    this.certificates = new LedgerCertificates(ledger);
  }

  /** Writes down what the certificate of a version is that is about to be enrolled. */
  public void certificate(SecretId secret, VersionId version, KnownCertificate certificate) {
    certificates.known(secret, version, certificate);
  }

  /**
   * Enrols a credential, with all its identities at once (F10).
   *
   * @param version the version that is current now
   * @param identity who logs in with it
   * @param by who enrols it
   * @return false, and nothing changed, if the secret or one of its identities is taken
   * @throws IllegalArgumentException if its policy cannot be computed with
   */
  public boolean enrol(
      CredentialRecord record, VersionId version, String identity, String by, Instant at) {
    CredentialSpec spec = record.credential();
    RotationPolicy policy = record.policy();
    PolicyClock.check(policy);
    Optional<Term> term = certificates.term(spec.secret(), version);
    return ledger.add(
        ENROL,
        spec.secret(),
        Json.of(spec),
        record.owner(),
        TierRank.of(record.tier()),
        Json.of(policy),
        version,
        by,
        at,
        PolicyClock.nextDue(spec.secret(), policy, at, term),
        Term.deadline(policy, at, term),
        patience(policy),
        spec.accessKey(identity).stream().toList(),
        spec.target(),
        spec.identities());
  }

  /** An enrolled credential. */
  public Optional<EnrolledCredential> find(SecretId secret) {
    return ledger.first(SELECT + " WHERE secret = ?", EnrolledCredential::of, secret);
  }

  /** All of them, by name. */
  public List<EnrolledCredential> all() {
    return ledger.all(SELECT + " ORDER BY secret", EnrolledCredential::of);
  }

  /**
   * What is certified by the authority of that name, as it is to be rotated, the most sensitive
   * first.
   *
   * @param by who wants it
   */
  public List<DueCredential> certifiedBy(String authority, String by) {
    return ledger.all(
        SELECT
            + " WHERE spec ->> 'kind' = ? AND spec ->> 'authority' = ?"
            + " ORDER BY tier, hard_deadline, secret",
        row -> EnrolledCredential.of(row).due(RotationReason.REQUESTED, by, Optional.empty()),
        TlsCertificate.KIND,
        authority);
  }

  /** Which credential owns this identity at this target, if any does. */
  public Optional<SecretId> claimant(String target, String identity) {
    return ledger.first(
        "SELECT secret FROM rekey.credential_identity WHERE target = ? AND identity = ?",
        row -> new SecretId(row.text("secret")),
        target,
        identity);
  }

  /** Whether a credential is rotated with the login in this secret. */
  public boolean isRotator(SecretId secret) {
    return ledger
        .first(
            "SELECT secret FROM rekey.credential"
                + " WHERE coalesce(spec ->> 'rotator', spec -> 'inner' ->> 'rotator') = ?",
            row -> true,
            secret)
        .isPresent();
  }

  /**
   * Gives a credential another policy; its dates follow.
   *
   * @return false if the credential is unknown
   * @throws IllegalArgumentException if the policy cannot be computed with
   */
  public boolean changePolicy(SecretId secret, RotationPolicy policy) {
    PolicyClock.check(policy);
    return ledger.together(
        () ->
            ledger
                .first(SELECT + " WHERE secret = ? FOR UPDATE OF c", EnrolledCredential::of, secret)
                .map(known -> changePolicy(known, policy))
                .orElse(false));
  }

  private boolean changePolicy(EnrolledCredential known, RotationPolicy policy) {
    ledger.change(
        """
        UPDATE rekey.credential SET policy = ?::jsonb, next_due = ?, hard_deadline = ?,
          patience = ?::interval, not_before = NULL WHERE secret = ?\
        """,
        Json.of(policy),
        PolicyClock.nextDue(known.secret(), policy, known.since(), known.term()),
        Term.deadline(policy, known.since(), known.term()),
        patience(policy),
        known.secret());
    return true;
  }

  /**
   * Gives a credential up: its users are free to be enrolled again, and nothing rotates it. What
   * happened to it stays written down.
   *
   * @return false if the credential is unknown
   */
  public boolean remove(SecretId secret, String reason, String by, Instant at) {
    return ledger.together(
        () -> {
          int known =
              ledger.change(
                  """
                  INSERT INTO rekey.removal (secret, at, by, reason, spec, version)
                  SELECT secret, ?, ?, ?, spec, version FROM rekey.credential WHERE secret = ?\
                  """,
                  at,
                  by,
                  reason,
                  secret);
          ledger.change("DELETE FROM rekey.credential_identity WHERE secret = ?", secret);
          ledger.change("DELETE FROM rekey.credential WHERE secret = ?", secret);
          ledger.change(
              "UPDATE rekey.breach SET closed_at = ? WHERE secret = ? AND closed_at IS NULL",
              at,
              secret);
          return known == 1;
        });
  }

  /** Longer than any rotation under this policy runs: every step, and the gate. */
  private static Duration patience(RotationPolicy policy) {
    return policy.gateDeadline().plus(policy.stepDeadline().multipliedBy(5));
  }
}
