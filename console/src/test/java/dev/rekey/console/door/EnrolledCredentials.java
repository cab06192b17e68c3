package dev.rekey.console.door;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.CertificateOnRecord;
import dev.rekey.activities.authority.KnownCertificate;
import dev.rekey.activities.rotation.NativeIds;
import dev.rekey.console.api.RotationHistory;
import dev.rekey.console.api.StepHistory;
import dev.rekey.console.door.inventory.Enrolled;
import dev.rekey.console.door.inventory.Inventory;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.inventory.Expiry;
import dev.rekey.model.policy.RotationPolicy;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An inventory in memory. It can be made to crash before it writes. */
public class EnrolledCredentials implements Inventory {
  private final Map<SecretId, Enrolled> enrolled = new ConcurrentSkipListMap<>();
  private final List<RotationHistory> past = new CopyOnWriteArrayList<>();
  private final Map<String, Instant> leaked = new ConcurrentSkipListMap<>();
  private volatile boolean broken;

  void breakDown(boolean now) {
    broken = now;
  }

  /** A rotation of it has not ended. */
  void rotating(SecretId secret, VersionId version) {
    enrolled.computeIfPresent(
        secret,
        (id, e) ->
            new Enrolled(
                e.record(),
                e.lastRotated(),
                e.nextDue(),
                e.hardDeadline(),
                e.fingerprint(),
                Optional.of(version)));
  }

  @Override
  public Optional<Enrolled> find(SecretId secret) {
    return Optional.ofNullable(enrolled.get(secret));
  }

  @Override
  public List<Enrolled> all() {
    return List.copyOf(enrolled.values());
  }

  @Override
  public Optional<SecretId> claimant(String target, String identity) {
    return enrolled.values().stream()
        .map(e -> e.record().credential())
        .filter(c -> c.target().equals(target) && c.identities().contains(identity))
        .map(c -> c.secret())
        .findFirst();
  }

  @Override
  public boolean isRotator(SecretId secret) {
    return enrolled.values().stream()
        .map(e -> e.record().credential())
        .anyMatch(c -> c instanceof PostgresUser user && user.rotator().equals(secret));
  }

  @Override
  public void certificate(SecretId secret, VersionId version, KnownCertificate certificate) {
    // no test at the door asks for it
  }

  @Override
  public NativeIds natives() {
    return NativeIds.NONE;
  }

  @Override
  public Optional<Instant> leakedSince(String identity) {
    return Optional.ofNullable(leaked.get(identity));
  }

  /** A key of this login leaked. */
  void leaked(String identity, Instant at) {
    leaked.put(identity, at);
  }

  @Override
  public boolean enrol(
      CredentialRecord record, VersionId version, String identity, String by, Instant at) {
    if (broken) {
      throw new StepFailedException(FailureCode.LEDGER_UNAVAILABLE, "The ledger is away");
    }
    Instant deadline = at.plus(record.policy().maxAge());
    Enrolled fresh =
        new Enrolled(record, at, nextDue(record, at), deadline, Optional.empty(), Optional.empty());
    return enrolled.putIfAbsent(record.credential().secret(), fresh) == null;
  }

  @Override
  public boolean changePolicy(SecretId secret, RotationPolicy policy) {
    return enrolled.computeIfPresent(secret, (name, known) -> under(known, policy)) != null;
  }

  @Override
  public boolean remove(SecretId secret, String reason, String by, Instant at) {
    return enrolled.remove(secret) != null;
  }

  private static Enrolled under(Enrolled known, RotationPolicy policy) {
    CredentialRecord record = known.record();
    return new Enrolled(
        new CredentialRecord(record.credential(), record.owner(), record.tier(), policy),
        known.lastRotated(),
        known.nextDue(),
        known.hardDeadline(),
        known.fingerprint(),
        known.rotating());
  }

  @Override
  public void check(RotationPolicy policy) {
    if (policy.schedule().filter(cron -> cron.split(" ").length != 5).isPresent()) {
      throw new IllegalArgumentException("A schedule has five fields");
    }
  }

  @Override
  public Instant nextDue(CredentialRecord record, Instant made) {
    return made.plus(record.policy().maxAge().multipliedBy(2).dividedBy(3));
  }

  @Override
  public List<DueCredential> due(Instant now, int limit) {
    return enrolled.values().stream()
        .map(
            e ->
                new DueCredential(
                    new RotationRequest(
                        e.record().credential(),
                        RotationReason.SCHEDULED,
                        "policy",
                        e.record().policy().drain(),
                        e.record().policy().gateDeadline(),
                        e.record().policy().stepDeadline()),
                    e.record().tier(),
                    e.record().owner(),
                    e.hardDeadline()))
        .toList();
  }

  @Override
  public List<CertificateOnRecord> certificates() {
    return List.of();
  }

  @Override
  public Set<String> leakedKeys() {
    return Set.copyOf(leaked.keySet());
  }

  @Override
  public List<Expiry> expiring(Instant now) {
    return List.of();
  }

  @Override
  public List<RotationHistory> history(Optional<SecretId> secret, int limit) {
    return List.copyOf(past);
  }

  /** A rotation that was. */
  RotationHistory remember(CredentialSpec credential) {
    VersionId one = new VersionId("33333333-3333-3333-3333-333333333333");
    Fact fact = new Fact("old password refused", "primary", Instant.EPOCH);
    RotationHistory rotated =
        new RotationHistory(
            credential.secret(),
            one,
            one,
            RotationReason.SCHEDULED,
            "policy",
            Instant.EPOCH,
            Optional.of(Instant.EPOCH),
            "rotated",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(new StepHistory("REVOKE", Instant.EPOCH, List.of(fact))));
    past.add(rotated);
    return rotated;
  }
}
