package dev.rekey.console.door.consumption;

import dev.rekey.activities.store.SecretStore;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which version is AWSCURRENT, for many secrets in one question. */
@FunctionalInterface
public interface CurrentVersions {
  /** The current version of each of these secrets; those without one are left out. */
  Map<SecretId, VersionId> of(Set<SecretId> secrets);

  /** Asks a store that has no question for many, one by one. */
  static CurrentVersions oneByOne(SecretStore store) {
    return secrets -> {
      Map<SecretId, VersionId> current = new HashMap<>();
      for (SecretId secret : secrets) {
        VersionId version = store.labels(secret).get(VersionStage.AWSCURRENT);
        if (version != null) {
          current.put(secret, version);
        }
      }
      return current;
    };
  }
}
