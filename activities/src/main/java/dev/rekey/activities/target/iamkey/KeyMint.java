package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.MintOrder;
import dev.rekey.model.FailureCode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Has IAM make a key, and removes one that was made and that nobody heard of.
 *
 * @param keys the user's keys
 * @param patience how long an answer may be older than what was changed last
 * @param clock ours
 * @param kept how long a retired key can be brought back
 */
record KeyMint(UserKeys keys, Patience patience, InstantSource clock, Duration kept) {
  /** Makes a key; it is announced before, so that it is known again if the answer is lost. */
  Login mint(MintOrder order) {
    PlaceForAKey place = place(order);
    List<Key> left = place.made(place.withoutOrphans(announced(keys)));
    List<String> before = left.stream().map(Key::id).toList();
    keys.tag(Announcement.TAG, new Announcement(order.version(), clock.instant(), before).text());
    try {
      return keys.create();
    } catch (StepFailedException e) {
      throw e.code() == FailureCode.QUOTA_REACHED ? hidden() : e;
    }
  }

  private PlaceForAKey place(MintOrder order) {
    SpareKey spare = new SpareKey(keys.user(), order, kept, clock.instant());
    return new PlaceForAKey(keys, order, patience, spare);
  }

  /** There was a place by IAM's list, so it counts one that it does not list yet. */
  private StepFailedException hidden() {
    return new StepFailedException(
        FailureCode.REPLICA_BEHIND,
        "IAM counts more keys of the user " + keys.user() + " than it lists yet");
  }

  /** Removes orphans; a list that may be too old to show one is none. */
  void removeOrphans(MintOrder order) {
    Optional<Announcement> announced = announced(keys);
    boolean shown =
        keys.list().stream().anyMatch(key -> announced.filter(a -> a.covers(key)).isPresent());
    place(order).withoutOrphans(announced);
    if (!shown && patience.mayBeStale(keys.user())) {
      throw new StepFailedException(
          FailureCode.REPLICA_BEHIND,
          "A key of the user " + keys.user() + " that was just asked for may not be listed yet");
    }
    patience.done(keys.user());
  }

  /** What was written down at the user before the last key was asked for. */
  static Optional<Announcement> announced(UserKeys keys) {
    return Optional.ofNullable(keys.tags().get(Announcement.TAG)).flatMap(Announcement::of);
  }
}
