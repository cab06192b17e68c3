package dev.rekey.console.embedded;

import dev.rekey.console.api.RotationHistory;
import dev.rekey.console.door.inventory.Enrolled;
import dev.rekey.console.door.inventory.Inventory;
import dev.rekey.console.embedded.wiring.Foundation;
import dev.rekey.console.embedded.wiring.Histories;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.policy.RotationPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** An inventory in memory, with the ledger's own history. */
final class PlainInventory implements Inventory {
  private final Map<SecretId, Enrolled> enrolled = new ConcurrentHashMap<>();
  private final dev.rekey.activities.ledger.RotationHistory past;

  PlainInventory(Foundation foundation) {
    past = new dev.rekey.activities.ledger.RotationHistory(foundation.ledger());
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
    return Optional.empty();
  }

  @Override
  public boolean isRotator(SecretId secret) {
    return false;
  }

  @Override
  public boolean enrol(CredentialRecord record, VersionId version, String by, Instant at) {
    Instant due = nextDue(record, at);
    Enrolled fresh = new Enrolled(record, at, due, due, Optional.empty(), Optional.empty());
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
  public void check(RotationPolicy policy) {}

  @Override
  public Instant nextDue(CredentialRecord record, Instant made) {
    return made.plus(Duration.ofDays(60));
  }

  @Override
  public List<DueCredential> due(Instant now, int limit) {
    return List.of();
  }

  @Override
  public List<RotationHistory> history(Optional<SecretId> secret, int limit) {
    return past.latest(secret, limit).stream().map(Histories::of).toList();
  }
}
