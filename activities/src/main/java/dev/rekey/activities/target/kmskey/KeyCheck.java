package dev.rekey.activities.target.kmskey;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.activities.target.kmskey.KeyAccount.Grant;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.KmsKey;
import java.util.Set;
import java.util.stream.Collectors;

/** What a rotation needs of a key, and whether the next one lets in the same people. */
final class KeyCheck {
  private final KeyAccount account;

  KeyCheck(KeyAccount account) {
    this.account = account;
  }

  /** Changes nothing. That keys may be made and disabled is seen by the first rotation only. */
  void check(KmsKey spec, String arn) {
    if (!account.behind(spec).equals(arn)) {
      throw new StepFailedException(
          FailureCode.BAD_REQUEST, spec.alias() + " stands for another key than the given one");
    }
    account.policy(spec, arn);
    account.grants(spec, arn);
    account.tagged(spec, "rekey:secret", spec.secret().value());
    Verdict verdict = account.tryOut(spec, arn);
    if (verdict != Verdict.ACCEPTED) {
      throw new StepFailedException(
          verdict == Verdict.REFUSED ? FailureCode.BAD_REQUEST : FailureCode.PERMISSION_DENIED,
          "Rekey cannot encrypt and decrypt with the key behind " + spec.alias());
    }
  }

  /** Fails with GRANTS_DIFFER naming what differs. */
  void compare(KmsKey spec, String pending, String current) {
    if (!samePolicy(account.policy(spec, pending), account.policy(spec, current))) {
      throw differ("The new key's policy is not that of the old one");
    }
    Set<Grant> now = Set.copyOf(account.grants(spec, current));
    Set<Grant> next = Set.copyOf(account.grants(spec, pending));
    if (!now.equals(next)) {
      String who =
          java.util.stream.Stream.concat(now.stream(), next.stream())
              .filter(grant -> !now.contains(grant) || !next.contains(grant))
              .map(Grant::grantee)
              .distinct()
              .sorted()
              .collect(Collectors.joining(", "));
      throw differ("The grants of old and new key differ for " + who);
    }
  }

  private static boolean samePolicy(String one, String other) {
    try {
      return Wire.mapper().readTree(one).equals(Wire.mapper().readTree(other));
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static StepFailedException differ(String reason) {
    return new StepFailedException(FailureCode.GRANTS_DIFFER, reason);
  }
}
