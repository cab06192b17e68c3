package dev.rekey.exercise.world;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.MintOrder;
import dev.rekey.exercise.score.Happening.Manner;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.IamAccessKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How IAM makes keys in an exercise: two places to a user, and orphans of calls that were lost. */
final class SimulatedMint {
  private static final String REKEY = "rekey";
  private static final int PLACES = 2;
  private static final String SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final Chance chance;
  private final Set<String> minted = new HashSet<>();
  private int made;

  SimulatedMint(Chance chance) {
    this.chance = chance;
  }

  Login mint(IamAccessKey spec, Account account, MintOrder order) {
    removeOrphans(account, order);
    if (account.all().size() >= PLACES) {
      makePlace(account, order);
    }
    Login key = fresh(spec);
    minted.add(key.identity());
    account.make(key, REKEY, Manner.AUTOMATIC);
    return key;
  }

  Login fresh(IamAccessKey spec) {
    made++;
    String about = spec.secret() + " key " + made;
    return new Login(
        "AKIA" + chance.text(about + " id", 16, SIGNS),
        SecretValue.of(chance.text(about, 40, SIGNS)));
  }

  /** A key that works never gives way; of the others the oldest of ours does. */
  private static void makePlace(Account account, MintOrder order) {
    List<String> refused =
        account.all().stream().filter(key -> !account.open().contains(key)).toList();
    String goes =
        refused.stream()
            .filter(order.escrowed())
            .findFirst()
            .or(() -> order.currentLeaked() ? refused.stream().findFirst() : Optional.empty())
            .orElseThrow(
                () ->
                    new StepFailedException(
                        FailureCode.QUOTA_REACHED, "The user has two keys, and both may be used"));
    account.delete(goes, REKEY, Manner.AUTOMATIC);
  }

  void removeOrphans(Account account, MintOrder order) {
    account.all().stream()
        .filter(minted::contains)
        .filter(key -> !order.escrowed().test(key))
        .filter(key -> !key.equals(order.current().identity()))
        .forEach(key -> account.delete(key, REKEY, Manner.AUTOMATIC));
  }
}
