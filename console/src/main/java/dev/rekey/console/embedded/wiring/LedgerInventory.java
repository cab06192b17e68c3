package dev.rekey.console.embedded.wiring;

import dev.rekey.activities.authority.CertificateOnRecord;
import dev.rekey.activities.authority.KnownCertificate;
import dev.rekey.activities.inventory.DueCredentials;
import dev.rekey.activities.inventory.EnrolledCredential;
import dev.rekey.activities.inventory.Expiries;
import dev.rekey.activities.inventory.PolicyClock;
import dev.rekey.activities.ledger.LeakedKeys;
import dev.rekey.activities.ledger.LedgerCertificates;
import dev.rekey.activities.ledger.LedgerNativeIds;
import dev.rekey.activities.rotation.NativeIds;
import dev.rekey.console.api.RotationHistory;
import dev.rekey.console.door.inventory.Enrolled;
import dev.rekey.console.door.inventory.Inventory;
import dev.rekey.model.credential.Fingerprint;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.inventory.Expiry;
import dev.rekey.model.policy.RotationPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The inventory in the ledger, as the door sees it. */
public final class LedgerInventory implements Inventory {
  private static final String OPEN =
      """
      SELECT DISTINCT ON (secret) secret, version FROM rekey.rotation
      WHERE ended_at IS NULL ORDER BY secret, started_at DESC\
      """;

  private final Foundation foundation;
  private final DoorEvidence evidence;
  private final dev.rekey.activities.inventory.Inventory inventory;

  /** Takes what it stands on. */
  public LedgerInventory(Foundation foundation) {
    this.foundation = foundation;
    this.evidence = new DoorEvidence(foundation.ledger());
    this.inventory = new dev.rekey.activities.inventory.Inventory(foundation.ledger());
  }

  @Override
  public Optional<Enrolled> find(SecretId secret) {
    Optional<Fingerprint> fingerprint =
        foundation.store().current(List.of(secret)).entrySet().stream()
            .findFirst()
            .flatMap(known -> foundation.store().fingerprint(secret, known.getValue()));
    return inventory
        .find(secret)
        .map(known -> enrolled(known, fingerprint, Optional.ofNullable(open().get(secret))));
  }

  @Override
  public List<Enrolled> all() {
    Map<SecretId, Fingerprint> fingerprints = foundation.store().currentFingerprints();
    Map<SecretId, VersionId> open = open();
    return inventory.all().stream()
        .map(
            known ->
                enrolled(
                    known,
                    Optional.ofNullable(fingerprints.get(known.secret())),
                    Optional.ofNullable(open.get(known.secret()))))
        .toList();
  }

  private Map<SecretId, VersionId> open() {
    return foundation
        .ledger()
        .all(OPEN, row -> Map.entry(row.text("secret"), row.text("version")))
        .stream()
        .collect(
            Collectors.toMap(
                row -> new SecretId(row.getKey()), row -> new VersionId(row.getValue())));
  }

  private static Enrolled enrolled(
      EnrolledCredential known, Optional<Fingerprint> fingerprint, Optional<VersionId> rotating) {
    return new Enrolled(
        known.record(),
        known.since(),
        known.nextDue(),
        known.hardDeadline(),
        fingerprint.map(Fingerprint::brief),
        rotating);
  }

  @Override
  public Optional<SecretId> claimant(String target, String identity) {
    return inventory.claimant(target, identity);
  }

  @Override
  public boolean isRotator(SecretId secret) {
    return inventory.isRotator(secret);
  }

  @Override
  public void certificate(SecretId secret, VersionId version, KnownCertificate certificate) {
    inventory.certificate(secret, version, certificate);
  }

  @Override
  public NativeIds natives() {
    return new LedgerNativeIds(foundation.ledger());
  }

  @Override
  public Optional<Instant> leakedSince(String identity) {
    return new LeakedKeys(foundation.ledger()).since(identity);
  }

  @Override
  public boolean enrol(
      CredentialRecord record, VersionId version, String identity, String by, Instant at) {
    return evidence.unlessRefused(
        () -> inventory.enrol(record, version, identity, by, at),
        "credential/" + record.credential().secret() + "/enrolled/" + version,
        "credential.enrolled",
        record.credential().secret().value(),
        at,
        Map.of(
            "by", by,
            "version", version.value(),
            "identity", identity,
            "target", record.credential().target(),
            "owner", record.owner(),
            "tier", record.tier().name()));
  }

  @Override
  public boolean changePolicy(SecretId secret, RotationPolicy policy) {
    Instant at = Instant.now();
    return evidence.unlessRefused(
        () -> inventory.changePolicy(secret, policy),
        "credential/" + secret + "/policy/" + at,
        "credential.policy",
        secret.value(),
        at,
        Map.of("maxAge", policy.maxAge().toString(), "drain", policy.drain().toString()));
  }

  @Override
  public boolean remove(SecretId secret, String reason, String by, Instant at) {
    return evidence.unlessRefused(
        () -> inventory.remove(secret, reason, by, at),
        "credential/" + secret + "/removed/" + at,
        "credential.removed",
        secret.value(),
        at,
        Map.of("by", by, "reason", reason));
  }

  @Override
  public void check(RotationPolicy policy) {
    PolicyClock.check(policy);
  }

  @Override
  public Instant nextDue(CredentialRecord record, Instant made) {
    return PolicyClock.nextDue(record.credential().secret(), record.policy(), made);
  }

  @Override
  public List<DueCredential> due(Instant now, int limit) {
    return new DueCredentials(foundation.ledger()).page(now, limit, Optional.empty()).due();
  }

  @Override
  public List<CertificateOnRecord> certificates() {
    return new LedgerCertificates(foundation.ledger()).all();
  }

  @Override
  public Set<String> leakedKeys() {
    return new LeakedKeys(foundation.ledger()).all();
  }

  @Override
  public List<Expiry> expiring(Instant now) {
    return new Expiries(foundation.ledger()).near(now);
  }

  @Override
  public List<RotationHistory> history(Optional<SecretId> secret, int limit) {
    return new dev.rekey.activities.ledger.RotationHistory(foundation.ledger())
        .latest(secret, limit).stream().map(Histories::of).toList();
  }
}
