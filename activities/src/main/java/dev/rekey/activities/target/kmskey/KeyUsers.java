package dev.rekey.activities.target.kmskey;

import dev.rekey.activities.target.kmskey.KeyAccount.State;
import dev.rekey.activities.target.kmskey.KeyAccount.Stored;
import dev.rekey.activities.target.kmskey.KeyAccount.Use;
import dev.rekey.model.credential.KmsKey;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What would be lost with a key: secrets under it, and whoever used it lately. */
final class KeyUsers {
  private final KeyAccount account;
  private final InstantSource clock;

  KeyUsers(KeyAccount account, InstantSource clock) {
    this.account = account;
    this.clock = clock;
  }

  /** Nobody, of a key that works no more. */
  List<UserOfOld> of(KmsKey spec, String arn, Instant installed) {
    if (account.state(spec, arn) != State.ENABLED) {
      return List.of();
    }
    List<UserOfOld> users = new ArrayList<>();
    account.stored(spec, arn).stream()
        .filter(secret -> isStuck(spec, secret, arn))
        .map(secret -> new UserOfOld.EncryptedUnder(secret.name(), arn))
        .forEach(users::add);
    users.addAll(lately(spec, arn, installed));
    return users;
  }

  /** A version that another key opens too is not lost; one without a label is nobody's any more. */
  private boolean isStuck(KmsKey spec, Stored secret, String arn) {
    boolean names =
        secret.key().equals(arn)
            || (secret.key().equals(spec.alias()) && account.behind(spec).equals(arn));
    return names || secret.versionKeys().stream().anyMatch(keys -> keys.equals(Set.of(arn)));
  }

  /** Uses before the secrets were moved say nothing; moving them is a use itself. */
  private List<UserOfOld> lately(KmsKey spec, String arn, Instant installed) {
    Instant quiet = clock.instant().minus(spec.quiet());
    boolean known = installed.isAfter(quiet) && installed.isBefore(clock.instant());
    Map<String, Use> last = new LinkedHashMap<>();
    account
        .uses(spec, arn, known ? installed : quiet)
        .forEach(
            use ->
                last.merge(
                    use.principal() + use.address(),
                    use,
                    (one, other) -> one.at().isAfter(other.at()) ? one : other));
    return last.values().stream()
        .<UserOfOld>map(it -> new UserOfOld.OpenSession(arn, it.principal(), it.address(), it.at()))
        .toList();
  }
}
