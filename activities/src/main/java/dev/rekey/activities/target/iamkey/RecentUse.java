package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.secret.Login;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The last use of a key, if it is not long ago. IAM tells of it late, which is what the quiet time
 * is for; and it tells of the last one alone, so whoever used the key before the consumers moved on
 * holds nobody back once it has been quiet.
 *
 * @param keys the user's keys
 * @param trials what we tried ourselves
 * @param since the begin of the quiet time
 */
record RecentUse(UserKeys keys, KeyTrials trials, Instant since) {
  /** IAM tells the last use to the minute. */
  private static final Duration SAME = Duration.ofMinutes(1);

  /** Nobody uses a key that is inactive or gone. */
  List<UserOfOld.KeyUse> of(Login login) {
    if (keys.find(login.identity()).filter(Key::active).isEmpty()) {
      return List.of();
    }
    return keys.lastUse(login.identity()).stream()
        .filter(use -> use.at().isAfter(since))
        .filter(use -> !isOurs(login, use))
        .map(use -> new UserOfOld.KeyUse(login.identity(), use.service(), use.region(), use.at()))
        .toList();
  }

  /** A trial of ours hides who used the key before it; the old key is not tried before revoke. */
  private boolean isOurs(Login login, LastUse use) {
    return use.service().equals("sts")
        && trials
            .lastTrial(login.identity())
            .filter(at -> Duration.between(at, use.at()).abs().compareTo(SAME) <= 0)
            .isPresent();
  }
}
