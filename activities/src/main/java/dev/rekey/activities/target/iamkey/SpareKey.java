package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.target.MintOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which of the keys of a full user may be deleted for the next one, and why another may not: one
 * that Rekey made or took into its care, that is inactive, was kept for its time, and that nobody
 * used since it was retired. A key that was made for a rotation that was withdrawn was never
 * retired, and nobody needs it back.
 *
 * @param user the user's name
 * @param order what the next key is for
 * @param kept how long a retired key can be brought back
 * @param now by our clock
 */
record SpareKey(String user, MintOrder order, Duration kept, Instant now) {
  /** Our clock and IAM's may differ so much, and a change of IAM's needs seconds of it. */
  private static final Duration SLACK = Announcement.SKEW;

  /** Whether Rekey made it or took it into its care. */
  boolean isOurs(Key key) {
    return isCurrent(key) || order.escrowed().test(key.id()) || order.former().areOurs(key.id());
  }

  /** Whether it is the one that consumers get. */
  boolean isCurrent(Key key) {
    return order.current().identity().equals(key.id());
  }

  /**
   * Why it may go, in the words of a fact; nothing if it may not. After a compromise all of ours
   * are refused by now, even where the list is behind, and a response waits for no retention.
   */
  Optional<String> mayGo(Key key, Optional<LastUse> use) {
    if (!isOurs(key) || (key.active() && !isKnownLeaked(key))) {
      return Optional.empty();
    }
    if (order.currentLeaked()) {
      return Optional.of("a response needs its place; " + used(use)); // IAM forgets it with the key
    }
    if (isCurrent(key) || until(key).isPresent() || isUsedSince(key, use)) {
      return Optional.empty();
    }
    return Optional.of(
        order
            .former()
            .retired(key.id())
            .map(since -> "retired " + since + ", kept " + days(kept))
            .orElse("inactive, and no key that was ever replaced"));
  }

  private boolean isKnownLeaked(Key key) {
    return order.currentLeaked() && (isCurrent(key) || order.escrowed().test(key.id()));
  }

  /** Until when it is kept, if that lies ahead. */
  private Optional<Instant> until(Key key) {
    return order
        .former()
        .retired(key.id())
        .filter(since -> !kept.isZero())
        .map(since -> since.plus(kept))
        .filter(now::isBefore);
  }

  /** Somebody made it active again, and inactive once more. */
  private boolean isUsedSince(Key key, Optional<LastUse> use) {
    Optional<Instant> retired = order.former().retired(key.id());
    return use.isPresent()
        && retired.filter(since -> use.get().at().isAfter(since.plus(SLACK))).isPresent();
  }

  /**
   * What a person needs to know of a key that may not go, to decide whether it may all the same.
   */
  String words(Key key, Optional<LastUse> use) {
    return key.id()
        + " ("
        + (isOurs(key) ? "Rekey's" : "not Rekey's")
        + ", "
        + (key.active() ? "active" : "inactive")
        + ", "
        + used(use)
        + (isUsedSince(key, use) && !key.active() ? " and so after it was retired" : "")
        + ")";
  }

  private static String used(Optional<LastUse> use) {
    return use.map(last -> "last used " + last.at() + " for " + last.service())
        .orElse("never used");
  }

  /** What people can do. */
  String advice(List<Key> there) {
    Optional<Key> waiting =
        there.stream()
            .filter(key -> !key.active() && isOurs(key) && until(key).isPresent())
            .findFirst();
    return waiting
        .map(
            key ->
                "The key "
                    + key.id()
                    + " is kept for "
                    + days(kept)
                    + " after it was retired; from "
                    + until(key).orElseThrow()
                    + " on it goes by itself. Rotate again then; or, if nobody will need it back,"
                    + " delete it now with 'aws iam delete-access-key --user-name "
                    + user
                    + " --access-key-id "
                    + key.id()
                    + "'")
        .orElse(
            "Neither is a refused one of ours that could give way. Find out whose the other one"
                + " is, make it inactive, and delete it with 'aws iam delete-access-key' once"
                + " nobody misses it");
  }

  private static String days(Duration time) {
    return time.toDays() > 0 && time.equals(Duration.ofDays(time.toDays()))
        ? time.toDays() + " days"
        : time.toString();
  }
}
