package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.target.MintOrder;
import dev.rekey.model.FailureCode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.StatusType;

/**
 * Which of a user's keys have to give way before a key is made. An orphan of ours: not there when
 * we announced a key, made when one of ours can have been, unknown to the store and never used,
 * since nobody ever saw its secret. And where both places are taken: a {@link SpareKey}. All others
 * stay as they are.
 *
 * @param keys the user's keys
 * @param order what the key is for
 * @param patience how long an answer may be older than what was changed last
 * @param spare which key may go where both places are taken
 */
record PlaceForAKey(UserKeys keys, MintOrder order, Patience patience, SpareKey spare) {
  /** IAM's limit for each user, which nobody can have raised (IAM quotas). */
  private static final int PLACES = 2;

  /**
   * Removes orphans.
   *
   * @return the keys that are left
   * @throws StepFailedException ORPHAN_UNCLEAR if a key may be an orphan, but was used
   */
  List<Key> withoutOrphans(Optional<Announcement> announced) {
    List<Key> there = keys.list();
    List<Key> orphans = there.stream().filter(key -> isOrphan(key, announced)).toList();
    for (Key orphan : orphans) {
      keys.set(orphan.id(), StatusType.INACTIVE);
      keys.delete(orphan.id());
    }
    return there.stream().filter(key -> !orphans.contains(key)).toList();
  }

  private boolean isOrphan(Key key, Optional<Announcement> announced) {
    if (spare.isOurs(key) || announced.filter(call -> call.covers(key)).isEmpty()) {
      return false;
    }
    if (keys.lastUse(key.id()).isEmpty()) {
      return true;
    }
    if (order.currentLeaked()) {
      return false; // made with the leaked key, perhaps: refused by now, and kept as a trace
    }
    throw new StepFailedException(
        FailureCode.ORPHAN_UNCLEAR,
        "The key "
            + key.id()
            + " of the user "
            + keys.user()
            + " is as old as one of ours, but somebody uses it; it was not touched");
  }

  /**
   * Deletes a spare key if both places are taken; the ledger hears of it before.
   *
   * @return the keys that are left
   * @throws StepFailedException QUOTA_REACHED if neither key may go; REPLICA_BEHIND if IAM may only
   *     not show yet that one may
   */
  List<Key> made(List<Key> there) {
    if (there.stream().anyMatch(key -> !spare.isOurs(key) && patience.isYoung(key))) {
      throw behind();
    }
    if (there.size() < PLACES) {
      return there;
    }
    Optional<Going> found = spare(there);
    if (found.isEmpty() && patience.mayBeStale(keys.user())) {
      throw behind();
    }
    patience.done(keys.user());
    Going going = found.orElseThrow(() -> full(there));
    order
        .former()
        .givesWay(going.key().id(), "key " + going.key().id() + " deleted: " + going.why());
    keys.delete(going.key().id());
    return there.stream().filter(key -> !key.equals(going.key())).toList();
  }

  private Optional<Going> spare(List<Key> there) {
    return there.stream()
        .flatMap(
            key ->
                spare.mayGo(key, keys.lastUse(key.id())).stream().map(why -> new Going(key, why)))
        .min(
            Comparator.<Going, Boolean>comparing(it -> spare.isCurrent(it.key()))
                .thenComparing(it -> it.key().created()));
  }

  private record Going(Key key, String why) {}

  private StepFailedException behind() {
    return new StepFailedException(
        FailureCode.REPLICA_BEHIND,
        "IAM may not show yet which keys the user " + keys.user() + " has; it is asked again");
  }

  private StepFailedException full(List<Key> there) {
    List<String> known =
        there.stream().map(key -> spare.words(key, keys.lastUse(key.id()))).toList();
    return new StepFailedException(
        FailureCode.QUOTA_REACHED,
        "The user "
            + keys.user()
            + " has two keys, which is IAM's limit: "
            + String.join("; ", known)
            + ". "
            + spare.advice(there));
  }
}
