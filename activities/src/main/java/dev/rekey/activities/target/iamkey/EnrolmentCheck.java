package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.Trial;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.IamAccessKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What must hold before a user's keys come under care. Reads only.
 *
 * @param keys the user's keys
 * @param trials where keys are tried
 * @param settledSince keys that are older than this are known everywhere
 */
record EnrolmentCheck(UserKeys keys, KeyTrials trials, Instant settledSince) {
  /** Of the key in use. */
  void current(IamAccessKey spec, Login current) {
    List<Key> there = keys.list();
    Key found =
        there.stream()
            .filter(key -> key.id().equals(current.identity()))
            .findFirst()
            .orElseThrow(
                () -> bad(current.identity() + " is no key of the IAM user " + spec.user()));
    if (!found.active()) {
      throw bad("The key " + found.id() + " is inactive; activate it, or add another one");
    }
    keys.lastUse(found.id()); // the gate will need to see it
    onlyOursBeside(found, there);
    getsInEverywhere(spec, found, current);
  }

  /** A second key is in the way, unless it is one of ours that is refused already. */
  private void onlyOursBeside(Key current, List<Key> there) {
    Map<String, String> tags = keys.tags();
    there.stream()
        .filter(key -> !key.equals(current))
        .filter(key -> key.active() || !tags.containsKey(key.id()))
        .findFirst()
        .ifPresent(
            other -> {
              throw new StepFailedException(
                  FailureCode.QUOTA_REACHED,
                  "The user "
                      + keys.user()
                      + " has a second key, "
                      + other.id()
                      + ", and IAM allows two: there is no place for the next one");
            });
  }

  private void getsInEverywhere(IamAccessKey spec, Key key, Login current) {
    for (String region : spec.regions()) {
      if (trials.anythingGetsIn(spec, region, current)) {
        throw new StepFailedException(
            FailureCode.TARGET_ACCEPTS_ANYTHING,
            "STS in " + region + " does not refuse a wrong secret");
      }
    }
    for (Trial trial : trials.of(spec, current)) {
      if (trial.verdict() == Verdict.REFUSED) {
        throw key.created().isAfter(settledSince)
            ? behind(trial.endpoint() + " does not know the new key yet")
            : bad(trial.endpoint() + " refuses the key " + key.id());
      }
      if (trial.verdict() == Verdict.UNKNOWN) {
        throw new StepFailedException(
            FailureCode.TARGET_UNAVAILABLE, trial.endpoint() + " gave no usable answer");
      }
    }
  }

  /** Of a user whose first key is to be made: but for orphans, it has none of anybody's. */
  void none(IamAccessKey spec, Optional<Login> made) {
    Optional<Announcement> announced = KeyMint.announced(keys);
    keys.list().stream()
        .filter(key -> announced.filter(call -> call.covers(key)).isEmpty())
        .filter(key -> made.filter(login -> login.identity().equals(key.id())).isEmpty())
        .findFirst()
        .ifPresent(
            key -> {
              throw bad(
                  "The IAM user "
                      + spec.user()
                      + " has the key "
                      + key.id()
                      + " already; name it as the one in use");
            });
  }

  private static StepFailedException behind(String sentence) {
    return new StepFailedException(FailureCode.REPLICA_BEHIND, sentence);
  }

  private static StepFailedException bad(String sentence) {
    return new StepFailedException(FailureCode.BAD_REQUEST, sentence);
  }
}
