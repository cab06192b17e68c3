package dev.rekey.console.door.inventory;

import dev.rekey.activities.authority.CertificateOnRecord;
import dev.rekey.activities.authority.KnownCertificate;
import dev.rekey.activities.rotation.NativeIds;
import dev.rekey.console.api.RotationHistory;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.inventory.Expiry;
import dev.rekey.model.policy.RotationPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the ledger knows of credentials. Throws {@link dev.rekey.activities.StepFailedException}
 * with LEDGER_UNAVAILABLE when it cannot answer.
 */
public interface Inventory {
  /** An enrolled credential. */
  Optional<Enrolled> find(SecretId secret);

  /** All of them, by name. */
  List<Enrolled> all();

  /** Which credential owns this identity at this target, if any does. */
  Optional<SecretId> claimant(String target, String identity);

  /** Whether a credential is rotated with the login in this secret. */
  boolean isRotator(SecretId secret);

  /** Writes down what the certificate of a version is that is about to be enrolled. */
  void certificate(SecretId secret, VersionId version, KnownCertificate certificate);

  /** Who the identities of the credentials are at their targets. */
  NativeIds natives();

  /**
   * Since when a key is known to have leaked, by the identity of its login; nothing if it is not.
   */
  Optional<Instant> leakedSince(String identity);

  /**
   * Enrols a credential; false, and nothing changed, if the secret or one of its identities is
   * taken.
   *
   * @param version the version that is current now
   * @param identity who logs in with it
   * @param by who enrols it
   */
  boolean enrol(CredentialRecord record, VersionId version, String identity, String by, Instant at);

  /** Gives a credential another policy; false if it is unknown. */
  boolean changePolicy(SecretId secret, RotationPolicy policy);

  /** Gives a credential up, and frees its users; false if it is unknown. */
  boolean remove(SecretId secret, String reason, String by, Instant at);

  /**
   * Checks what a policy computes with: its cron expression.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  void check(RotationPolicy policy);

  /** When a credential is due whose value was made at that time. */
  Instant nextDue(CredentialRecord record, Instant made);

  /** What is due now, the riskiest first. */
  List<DueCredential> due(Instant now, int limit);

  /** The certificates of everything under care, old versions as well. */
  List<CertificateOnRecord> certificates();

  /** The identities of keys that leaked. */
  Set<String> leakedKeys();

  /** Certificates that end before they are replaced, if nothing changes; the first one first. */
  List<Expiry> expiring(Instant now);

  /** The rotations of a credential, or of all, the newest first. */
  List<RotationHistory> history(Optional<SecretId> secret, int limit);
}
