package dev.rekey.activities.rotation;

import dev.rekey.activities.secret.Login;
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
import java.util.stream.Stream;

/** What the store still has of what leaked, for one call: each value is read once. */
final class LeakedValues {
  /** More old values than these are not tried: each was refused and proven so when it was new. */
  private static final int VERSIONS_TRIED = 4;

  private static final Reader PROOF = Reader.rekey("prove it refused");

  private final SecretStore store;
  private final Map<SecretId, List<StoredVersion>> known = new ConcurrentHashMap<>();

  /** What else the identities of a credential are called: a value may open those as well. */
  private final Map<SecretId, List<String>> otherNames = new ConcurrentHashMap<>();

  LeakedValues(SecretStore store) {
    this.store = store;
  }

  void alsoCalled(Concerned<?> one, List<String> names) {
    otherNames.put(one.secret(), names);
  }

  /** Reads those of many at once, if the store can. */
  void readAhead(List<? extends Concerned<?>> many) {
    if (!many.isEmpty()) { // one more of each: that which replaced it is no leaked one
      known.putAll(
          store.newest(many.stream().map(Concerned::secret).toList(), VERSIONS_TRIED + 1, PROOF));
    }
  }

  /** The newest first, but for what replaced it; under every name that it may open. */
  List<StoredVersion> of(Concerned<?> one) {
    if (!known.containsKey(one.secret())) {
      known.put(one.secret(), alone(one.secret()));
    }
    Optional<VersionId> replacement = one.affected().recovered();
    return Objects.requireNonNull(known.get(one.secret())).stream()
        .filter(stored -> replacement.filter(stored.version()::equals).isEmpty())
        .limit(VERSIONS_TRIED)
        .flatMap(stored -> Stream.concat(Stream.of(stored), elsewhere(one.secret(), stored)))
        .toList();
  }

  private Stream<StoredVersion> elsewhere(SecretId secret, StoredVersion stored) {
    return otherNames.getOrDefault(secret, List.of()).stream()
        .map(name -> new Login(name, stored.login().value()))
        .map(login -> new StoredVersion(stored.version(), login));
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
