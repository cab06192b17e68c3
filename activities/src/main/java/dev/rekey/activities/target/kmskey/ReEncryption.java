package dev.rekey.activities.target.kmskey;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.target.kmskey.KeyAccount.State;
import dev.rekey.activities.target.kmskey.KeyAccount.Stored;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.KmsKey;
import java.util.List;

/** Moves an alias, and the secrets that are under a key, to another key. */
final class ReEncryption {
  private final KeyAccount account;

  ReEncryption(KeyAccount account) {
    this.account = account;
  }

  /**
   * Goes on where an earlier call ended. A key that was disabled in a compromise is enabled for as
   * long as this takes, since nobody can read what is under a disabled one.
   *
   * @throws StepFailedException TARGET_UNAVAILABLE if something is under the old key alone after
   *     all: Secrets Manager says nothing when it could not read a version
   */
  void move(KmsKey spec, String from, String to) {
    if (!account.behind(spec).equals(to)) {
      account.point(spec, to);
    }
    List<Stored> left = left(spec, from, to);
    if (left.isEmpty()) {
      return;
    }
    boolean asleep = account.state(spec, from) == State.DISABLED;
    if (asleep) {
      account.enable(spec, from);
    }
    left.forEach(secret -> account.encryptAnew(spec, secret, to));
    int still = left(spec, from, to).size();
    if (still > 0) {
      throw new StepFailedException(
          FailureCode.TARGET_UNAVAILABLE,
          still + " of " + left.size() + " secrets are not encrypted anew yet");
    }
    if (asleep) {
      account.disable(spec, from);
    }
  }

  private List<Stored> left(KmsKey spec, String from, String to) {
    return account.stored(spec, from).stream()
        .filter(secret -> spec.covers(secret.name()) && isUnder(spec, secret, from, to))
        .toList();
  }

  private static boolean isUnder(KmsKey spec, Stored secret, String from, String to) {
    return secret.key().equals(from)
        || secret.key().equals(spec.alias())
        || secret.versionKeys().stream().anyMatch(k -> k.contains(from) && !k.contains(to));
  }
}
