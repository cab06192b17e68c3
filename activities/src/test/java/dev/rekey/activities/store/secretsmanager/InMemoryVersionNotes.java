package dev.rekey.activities.store.secretsmanager;

import dev.rekey.model.credential.Fingerprint;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Notes in memory, for schedules that no database would bear; all it notes has settled. */
final class InMemoryVersionNotes implements VersionNotes {
  private final Map<SecretId, Map<VersionId, Fingerprint>> staged = new HashMap<>();
  private final Map<SecretId, List<Turn>> turns = new HashMap<>();

  @Override
  public synchronized void staged(SecretId secret, VersionId version, Fingerprint fingerprint) {
    of(secret).putIfAbsent(version, fingerprint);
  }

  private Map<VersionId, Fingerprint> of(SecretId secret) {
    return staged.computeIfAbsent(secret, id -> new LinkedHashMap<>());
  }

  @Override
  public boolean stagedLately(SecretId secret, VersionId version) {
    return false;
  }

  @Override
  public synchronized int stagedWithin(SecretId secret, Duration time) {
    return of(secret).size();
  }

  @Override
  public synchronized Optional<VersionId> holding(SecretId secret, Fingerprint fingerprint) {
    return of(secret).entrySet().stream()
        .filter(known -> known.getValue().equals(fingerprint))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  @Override
  public synchronized List<VersionId> newestFirst(SecretId secret) {
    return new ArrayList<>(of(secret).keySet()).reversed();
  }

  @Override
  public synchronized void current(SecretId secret, VersionId version) {
    List<Turn> known = turns.computeIfAbsent(secret, id -> new ArrayList<>());
    if (known.isEmpty() || !known.getLast().version().equals(version)) {
      known.add(new Turn(version, Instant.EPOCH));
    }
  }

  @Override
  public synchronized List<Turn> turns(SecretId secret) {
    return List.copyOf(turns.getOrDefault(secret, List.of()));
  }

  @Override
  public synchronized Map<SecretId, VersionId> current(Collection<SecretId> secrets) {
    Map<SecretId, VersionId> current = new HashMap<>();
    turns.forEach((secret, known) -> current.put(secret, known.getLast().version()));
    current.keySet().retainAll(secrets);
    return current;
  }

  @Override
  public synchronized Optional<Fingerprint> fingerprint(SecretId secret, VersionId version) {
    return Optional.ofNullable(of(secret).get(version));
  }

  @Override
  public synchronized Map<SecretId, Fingerprint> currentFingerprints() {
    Map<SecretId, Fingerprint> found = new HashMap<>();
    current(turns.keySet())
        .forEach(
            (secret, version) ->
                fingerprint(secret, version).ifPresent(print -> found.put(secret, print)));
    return found;
  }
}
