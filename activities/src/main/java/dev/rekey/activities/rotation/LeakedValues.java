package dev.rekey.activities.rotation;

import dev.rekey.activities.store.Reader;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.activities.store.StoredVersion;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the store still has of what leaked, for one call: each value is read once. */
final class LeakedValues {
  /** More old values than these are not tried: each was refused and proven so when it was new. */
  private static final int VERSIONS_TRIED = 4;

  private static final Reader PROOF = Reader.rekey("prove it refused");

  private final SecretStore store;
  private final Map<SecretId, List<StoredVersion>> known = new ConcurrentHashMap<>();

  LeakedValues(SecretStore store) {
    this.store = store;
  }

  /** Reads those of many at once, if the store can. */
  void readAhead(List<? extends Concerned<?>> many) {
    if (!many.isEmpty()) { // one more of each: that which replaced it is no leaked one
      known.putAll(
          store.newest(many.stream().map(Concerned::secret).toList(), VERSIONS_TRIED + 1, PROOF));
    }
  }

  /** The newest first, but for what replaced it. */
  List<StoredVersion> of(Concerned<?> one) {
    if (!known.containsKey(one.secret())) {
      known.put(one.secret(), alone(one.secret()));
    }
    Optional<VersionId> replacement = one.affected().recovered();
    return Objects.requireNonNull(known.get(one.secret())).stream()
        .filter(stored -> replacement.filter(stored.version()::equals).isEmpty())
        .limit(VERSIONS_TRIED)
        .toList();
  }

  private List<StoredVersion> alone(SecretId secret) {
    return store.versions(secret).stream()
        .limit(VERSIONS_TRIED + 1)
        .flatMap(
            version ->
                store.read(secret, version, PROOF).stream()
                    .map(login -> new StoredVersion(version, login)))
        .toList();
  }
}
