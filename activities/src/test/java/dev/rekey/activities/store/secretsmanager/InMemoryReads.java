package dev.rekey.activities.store.secretsmanager;

import dev.rekey.activities.store.AccessLog.Read;
import dev.rekey.activities.store.Reader;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads in memory; nobody reads behind the door's back. */
final class InMemoryReads implements Reads {
  private final Map<VersionId, Map<String, Instant>> reads = new HashMap<>();

  @Override
  public synchronized void log(SecretId secret, VersionId version, Reader reader) {
    if (!reader.principal().equals(Reader.REKEY)) {
      reads.computeIfAbsent(version, v -> new HashMap<>()).put(reader.principal(), Instant.EPOCH);
    }
  }

  @Override
  public synchronized List<Read> logged(SecretId secret, VersionId version) {
    return reads.getOrDefault(version, Map.of()).entrySet().stream()
        .map(read -> new Read(read.getKey(), read.getValue()))
        .toList();
  }

  @Override
  public List<Read> trailed(SecretId secret, VersionId version) {
    return List.of();
  }

  @Override
  public Optional<Instant> lastTrailed(SecretId secret, Instant since) {
    return Optional.empty();
  }

  @Override
  public Optional<Instant> completeFrom(SecretId secret, VersionId version) {
    return Optional.empty();
  }
}
