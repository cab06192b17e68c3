package dev.rekey.activities.testing;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.AccessLog;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.activities.store.StoredSecret;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A secret store in memory, by the same rules as the real ones. It may show labels late, as stores
 * do that are many machines; lateness is counted in questions.
 */
public final class InMemorySecretStore implements SecretStore, AccessLog {
  private static final int SHORTEST = 16;

  private static final class Secret {
    final Map<VersionId, Login> versions = new LinkedHashMap<>();
    final Map<VersionStage, VersionId> labels = new EnumMap<>(VersionStage.class);
    final Map<VersionId, Map<String, Instant>> reads = new HashMap<>();
    Map<VersionStage, VersionId> shown = Map.of();
    int questionsUntilShown;
  }

  private final Map<SecretId, Secret> secrets = new HashMap<>();
  private int lag;
  private Optional<Instant> completeFrom = Optional.empty();

  /** From now on moved labels show only after this many questions. */
  public void lagBy(int questions) {
    lag = questions;
  }

  /** Labels a version that has no value yet, as AWS does before it calls a rotation function. */
  public synchronized void announce(SecretId secret, VersionId version) {
    known(secret).labels.put(VersionStage.AWSPENDING, version);
  }

  /** The access log shows the reads of every version only from then on. */
  public void showReadsFrom(Instant then) {
    completeFrom = Optional.of(then);
  }

  @Override
  public Optional<Instant> completeFrom(SecretId secret, VersionId version) {
    return completeFrom;
  }

  /** Where the labels really are. */
  public synchronized Map<VersionStage, VersionId> truth(SecretId secret) {
    return Map.copyOf(known(secret).labels);
  }

  @Override
  public synchronized void create(SecretId secret, VersionId version, Login value) {
    Secret known = secrets.computeIfAbsent(secret, id -> new Secret());
    if (!known.versions.isEmpty() && !value.equals(known.versions.get(version))) {
      throw new StepFailedException(FailureCode.FOREIGN_WRITE, secret + " exists");
    }
    known.versions.put(version, value);
    known.labels.putIfAbsent(VersionStage.AWSCURRENT, version);
  }

  @Override
  public synchronized void stage(SecretId secret, VersionId version, Login value) {
    Secret known = known(secret);
    Login there = known.versions.get(version);
    if (there != null && !there.equals(value)) {
      throw new StepFailedException(FailureCode.FOREIGN_WRITE, "Another value is there");
    }
    boolean repeated = there == null && known.versions.containsValue(value);
    if (value.value().size() < SHORTEST || repeated) {
      throw new StepFailedException(FailureCode.VALUE_REJECTED, "Too short, or an earlier value");
    }
    known.versions.put(version, value);
    if (!version.equals(known.labels.get(VersionStage.AWSCURRENT))) {
      willShow(known);
      known.labels.put(VersionStage.AWSPENDING, version);
    }
  }

  @Override
  public Optional<Login> read(SecretId secret, VersionId version, Reader reader) {
    Secret known = known(secret);
    if (!reader.principal().equals(Reader.REKEY)) {
      known
          .reads
          .computeIfAbsent(version, v -> new HashMap<>())
          .put(reader.principal(), Instant.EPOCH);
    }
    return Optional.ofNullable(known.versions.get(version));
  }

  @Override
  public synchronized Map<VersionStage, VersionId> labels(SecretId secret) {
    Secret known = known(secret);
    if (known.questionsUntilShown-- <= 0) {
      known.shown = Map.copyOf(known.labels);
    }
    return known.shown;
  }

  @Override
  public synchronized void promote(SecretId secret, VersionId expected, VersionId next) {
    Secret known = known(secret);
    Map<VersionStage, VersionId> labels = known.labels;
    VersionId current = labels.get(VersionStage.AWSCURRENT);
    if (next.equals(current)) { // perhaps by somebody who left the other label where it was
      labels.remove(VersionStage.AWSPENDING, next);
      return;
    }
    if (!expected.equals(current)) {
      throw new StepFailedException(FailureCode.FOREIGN_WRITE, "A third version is current");
    }
    if (!known.versions.containsKey(next)) {
      throw new StepFailedException(FailureCode.NOT_FOUND, "No such version");
    }
    willShow(known);
    labels.put(VersionStage.AWSCURRENT, next);
    labels.put(VersionStage.AWSPREVIOUS, expected);
    labels.remove(VersionStage.AWSPENDING, next);
  }

  @Override
  public void discardPending(SecretId secret, VersionId version) {
    known(secret).labels.remove(VersionStage.AWSPENDING, version);
  }

  @Override
  public List<VersionId> versions(SecretId secret) {
    return new ArrayList<>(known(secret).versions.keySet()).reversed();
  }

  @Override
  public synchronized List<StoredSecret> discover(int limit) {
    return secrets.keySet().stream()
        .sorted()
        .limit(limit)
        .map(secret -> new StoredSecret(secret, Map.of(), Optional.empty(), Optional.empty()))
        .toList();
  }

  @Override
  public List<Read> readersOf(SecretId secret, VersionId version) {
    return known(secret).reads.getOrDefault(version, Map.of()).entrySet().stream()
        .map(read -> new Read(read.getKey(), read.getValue()))
        .toList();
  }

  private void willShow(Secret known) {
    known.shown = Map.copyOf(known.labels);
    known.questionsUntilShown = lag;
  }

  private Secret known(SecretId secret) {
    Secret known = secrets.get(secret);
    if (known == null) {
      throw new StepFailedException(FailureCode.NOT_FOUND, secret + " is not in the store");
    }
    return known;
  }
}
