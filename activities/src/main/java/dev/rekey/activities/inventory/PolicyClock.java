package dev.rekey.activities.inventory;

import dev.rekey.activities.inventory.OpenTimes.Stretch;
import dev.rekey.model.Sha256;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.policy.RotationPolicy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a policy means in time. It reads no clock: the same policy and the same last rotation give
 * the same date, so dates missed in an outage are one date, not many.
 */
public final class PolicyClock {
  /** Whatever windows and freezes say, a rotation starts so long before the hard deadline. */
  private static final Duration LONGEST_LEAD = Duration.ofHours(24);

  private static final int LEAD_SHARE = 10;

  private PolicyClock() {}

  /**
   * Checks what a policy computes with: its cron expression.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  public static void check(RotationPolicy policy) {
    policy.schedule().ifPresent(expression -> Schedule.of(expression, policy.zone()));
  }

  /** When a credential breaches its maximum age. */
  public static Instant hardDeadline(RotationPolicy policy, Instant since) {
    return since.plus(policy.maxAge());
  }

  /**
   * When a credential is to be rotated next.
   *
   * @param secret its name: spreads those of one policy over the jitter, always the same way
   * @param since when its value was proven, or enrolled
   */
  public static Instant nextDue(SecretId secret, RotationPolicy policy, Instant since) {
    Instant latest = latest(secret, policy, since);
    Optional<Stretch> open = new OpenTimes(policy).first(wished(policy, since), latest);
    return open.map(stretch -> spread(secret, policy, stretch))
        .filter(due -> due.isBefore(latest))
        .orElse(latest);
  }

  /**
   * Whether a credential that is due may be rotated now: within its windows and in no freeze, or
   * because its hard deadline is near.
   */
  public static boolean mayStart(
      SecretId secret, RotationPolicy policy, Instant since, Instant now) {
    return !now.isBefore(latest(secret, policy, since)) || new OpenTimes(policy).contains(now);
  }

  /** The latest start. It is never before four fifths of the maximum age. */
  private static Instant latest(SecretId secret, RotationPolicy policy, Instant since) {
    Duration lead = shorter(policy.maxAge().dividedBy(LEAD_SHARE), LONGEST_LEAD);
    Duration earlier = share(shorter(policy.jitter(), lead), fraction(secret));
    return hardDeadline(policy, since).minus(lead).minus(earlier);
  }

  private static Instant wished(RotationPolicy policy, Instant since) {
    Instant twoThirds = since.plus(policy.maxAge().multipliedBy(2).dividedBy(3));
    if (policy.schedule().isEmpty()) {
      return twoThirds;
    }
    Schedule schedule = Schedule.of(policy.schedule().get(), policy.zone());
    return schedule.after(since).orElse(twoThirds);
  }

  private static Instant spread(SecretId secret, RotationPolicy policy, Stretch open) {
    boolean endless = open.to().equals(Instant.MAX);
    Duration room =
        endless
            ? policy.jitter()
            : shorter(policy.jitter(), Duration.between(open.from(), open.to()));
    return open.from().plus(share(room, fraction(secret)));
  }

  private static Duration share(Duration whole, double fraction) {
    return Duration.ofSeconds((long) (whole.toSeconds() * fraction));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** From 0 inclusive to 1 exclusive, evenly spread over names. */
  private static double fraction(SecretId secret) {
    return (ByteBuffer.wrap(Sha256.of(secret.value())).getLong() >>> 11) * 0x1.0p-53;
  }
}
