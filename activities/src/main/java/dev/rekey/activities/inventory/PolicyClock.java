package dev.rekey.activities.inventory;

import dev.rekey.activities.inventory.OpenTimes.Stretch;
import dev.rekey.activities.ledger.Spread;
import dev.rekey.activities.ledger.Term;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.policy.RotationPolicy;
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

  /**
   * When a credential is to be rotated next.
   *
   * @param secret its name: spreads those of one policy over the jitter, always the same way
   * @param since when its value was proven, or enrolled
   * @param term until when its value lasts, if it ends by itself; the policy only makes it earlier
   */
  public static Instant nextDue(
      SecretId secret, RotationPolicy policy, Instant since, Optional<Term> term) {
    Instant latest = latest(secret, policy, since, term);
    Optional<Stretch> open = new OpenTimes(policy).first(wished(policy, since, term), latest);
    return open.map(stretch -> spread(secret, policy, stretch))
        .filter(due -> due.isBefore(latest))
        .orElse(latest);
  }

  /** The same for a value that does not end by itself. */
  public static Instant nextDue(SecretId secret, RotationPolicy policy, Instant since) {
    return nextDue(secret, policy, since, Optional.empty());
  }

  /**
   * Whether a credential that is due may be rotated now: within its windows and in no freeze, or
   * because its hard deadline is near.
   */
  public static boolean mayStart(
      SecretId secret, RotationPolicy policy, Instant since, Optional<Term> term, Instant now) {
    return !now.isBefore(latest(secret, policy, since, term))
        || new OpenTimes(policy).contains(now);
  }

  /** The latest start. It is never before four fifths of the maximum age, but for a term. */
  private static Instant latest(
      SecretId secret, RotationPolicy policy, Instant since, Optional<Term> term) {
    Duration lead = shorter(policy.maxAge().dividedBy(LEAD_SHARE), LONGEST_LEAD);
    Duration earlier = Spread.share(secret, shorter(policy.jitter(), lead));
    Instant latest = since.plus(policy.maxAge()).minus(lead).minus(earlier);
    return term.map(ends -> earlier(latest(secret, policy, ends), latest)).orElse(latest);
  }

  private static Instant latest(SecretId secret, RotationPolicy policy, Term term) {
    Duration room = Duration.between(term.from(), term.until());
    return term.until().minus(Spread.share(secret, shorter(policy.jitter(), room)));
  }

  private static Instant wished(RotationPolicy policy, Instant since, Optional<Term> term) {
    Instant asked = wished(policy, since);
    return term.map(ends -> earlier(ends.from(), asked)).orElse(asked);
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
    return open.from().plus(Spread.share(secret, room));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
