package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.target.MintOrder;
import dev.rekey.model.FailureCode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.StatusType;

/**
 * Which of a user's keys have to give way before a key is made. An orphan of ours: not there when
 * we announced a key, made when one of ours can have been, unknown to the store and never used,
 * since nobody ever saw its secret. And where both places are taken: a key of ours that is refused
 * already. All others stay as they are.
 *
 * @param keys the user's keys
 * @param order what the key is for
 * @param patience how long an answer may be older than what was changed last
 */
record PlaceForAKey(UserKeys keys, MintOrder order, Patience patience) {
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
    if (isKnown(key) || announced.filter(call -> call.covers(key)).isEmpty()) {
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
   * Deletes a refused key of ours if both places are taken.
   *
   * @return the keys that are left
   * @throws StepFailedException QUOTA_REACHED if neither key may go; REPLICA_BEHIND if IAM may only
   *     not show yet that one may
   */
  List<Key> made(List<Key> there) {
    if (there.stream().anyMatch(key -> !isKnown(key) && patience.isYoung(key))) {
      throw behind();
    }
    if (there.size() < PLACES) {
      return there;
    }
    Optional<Key> spare = spare(there);
    if (spare.isEmpty() && patience.mayBeStale(keys.user())) {
      throw behind();
    }
    patience.done(keys.user());
    keys.delete(spare.orElseThrow(() -> full(there)).id());
    return there.stream().filter(key -> !key.equals(spare.get())).toList();
  }

  private Optional<Key> spare(List<Key> there) {
    Map<String, String> tags = keys.tags();
    return there.stream()
        .filter(key -> isKnown(key) || tags.containsKey(key.id()))
        .filter(this::isRefused)
        .min(Comparator.comparing(this::isCurrent).thenComparing(Key::created));
  }

  /** After a compromise all of ours are refused by now, even where the list is behind. */
  private boolean isRefused(Key key) {
    return order.currentLeaked() ? isKnown(key) || !key.active() : !key.active() && !isCurrent(key);
  }

  private boolean isKnown(Key key) {
    return isCurrent(key) || order.escrowed().test(key.id());
  }

  private boolean isCurrent(Key key) {
    return order.current().identity().equals(key.id());
  }

  private StepFailedException behind() {
    return new StepFailedException(
        FailureCode.REPLICA_BEHIND,
        "IAM may not show yet which keys the user " + keys.user() + " has; it is asked again");
  }

  private StepFailedException full(List<Key> there) {
    List<String> known = there.stream().map(this::words).toList();
    return new StepFailedException(
        FailureCode.QUOTA_REACHED,
        "The user "
            + keys.user()
            + " has two keys, which is IAM's limit: "
            + String.join("; ", known)
            + ". Neither is a refused one of ours that could give way. Find out whose the other"
            + " one is, make it inactive, and delete it with 'aws iam delete-access-key' once"
            + " nobody misses it");
  }

  /** What a person needs to know of a key to decide whether it may go. */
  private String words(Key key) {
    String whose = isKnown(key) ? "Rekey's" : "not Rekey's";
    String used =
        keys.lastUse(key.id())
            .map(use -> "last used " + use.at() + " for " + use.service())
            .orElse("never used");
    return key.id()
        + " ("
        + whose
        + ", "
        + (key.active() ? "active" : "inactive")
        + ", "
        + used
        + ")";
  }
}
