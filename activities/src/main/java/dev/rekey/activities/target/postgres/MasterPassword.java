package dev.rekey.activities.target.postgres;

import dev.rekey.activities.Pause;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.activities.target.postgres.Rds.Described;
import dev.rekey.model.credential.PasswordPolicy;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.RdsDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The master user's password, which RDS alone changes, and later than it answers. Until it has, no
 * trial of a login says anything that lasts; so a login is tried only while nothing is on its way,
 * and whoever was interrupted while waiting goes on where it stopped.
 */
final class MasterPassword {
  /** For how long one call waits; the step is tried again. */
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  /** Each wait is twice the one before: each may follow a refused login, of which few are spent. */
  private static final Duration FIRST_ROUND = Duration.ofSeconds(1);

  private static final Duration LONGEST_ROUND = Duration.ofSeconds(10);

  /** How long RDS may show less than what it was asked for. */
  private static final Duration LAG = Duration.ofSeconds(15);

  private final Rds rds;
  private final PostgresLogins logins;
  private final InstantSource clock;
  private final Pause pause;
  private final PasswordMint mint = new PasswordMint();
  private final Map<RdsDatabase, Instant> asked = new ConcurrentHashMap<>();

  /** A containment that is tried again goes on with the value it began with. */
  private final Map<RdsDatabase, SecretValue> nobodys = new ConcurrentHashMap<>();

  MasterPassword(Rds rds, PostgresLogins logins, InstantSource clock, Pause pause) {
    this.rds = rds;
    this.logins = logins;
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * Checks that it can be changed by us.
   *
   * @throws StepFailedException BAD_REQUEST if RDS rotates it by itself, or another user is master
   */
  void check(PostgresUser spec) {
    require(spec, rds.describe(database(spec)));
  }

  /** Whether another password is on its way, or may be without that RDS shows or tells it. */
  boolean unsettled(PostgresUser spec) {
    RdsDatabase database = database(spec);
    try {
      return askedLately(database) || rds.describe(database).changing();
    } catch (StepFailedException unreadable) {
      return true;
    }
  }

  /**
   * Makes the login the master's, and returns once it works and nothing else is on its way. Twice
   * equals once.
   *
   * @param spec at its present endpoints
   * @throws StepFailedException TARGET_UNAVAILABLE if it takes longer than a call may: RDS goes on
   *     by itself
   */
  void install(PostgresUser spec, Login login) {
    Instant until = clock.instant().plus(PATIENCE);
    Duration round = FIRST_ROUND;
    do {
      if (works(spec, login)) {
        asked.remove(database(spec));
        return;
      }
      pause.passing(round);
      Duration twice = round.multipliedBy(2);
      round = twice.compareTo(LONGEST_ROUND) < 0 ? twice : LONGEST_ROUND;
    } while (clock.instant().isBefore(until));
    throw Refusals.unavailable(
        database(spec).name() + " does not honour the new password of its master user yet");
  }

  /** Whether it does; asks for it unless that was done a moment ago, or something is on its way. */
  private boolean works(PostgresUser spec, Login login) {
    RdsDatabase database = database(spec);
    Described now = rds.describe(database);
    require(spec, now);
    if (now.changing()) {
      return false;
    }
    Verdict verdict = logins.verdict(spec.primary(), login);
    if (verdict == Verdict.REFUSED && !askedLately(database)) {
      asked.put(database, clock.instant());
      rds.changeMasterPassword(database, login.value());
    }
    return verdict == Verdict.ACCEPTED;
  }

  /** Gives the master user a password that nobody knows, as {@link #install} does. */
  void shut(PostgresUser spec) {
    RdsDatabase database = database(spec);
    PasswordPolicy policy = spec.password();
    SecretValue unknown = nobodys.computeIfAbsent(database, it -> mint.mint(policy));
    install(spec, new Login(spec.identities().getFirst(), unknown));
  }

  private boolean askedLately(RdsDatabase database) {
    return Optional.ofNullable(asked.get(database))
        .filter(at -> clock.instant().isBefore(at.plus(LAG)))
        .isPresent();
  }

  private static void require(PostgresUser spec, Described now) {
    String name = database(spec).name();
    if (now.managed()) {
      throw Refusals.badRequest(
          name
              + " has a master password that is managed by RDS, which alone may change it; have it"
              + " rotated there");
    }
    if (!spec.identities().equals(List.of(now.master()))) {
      throw Refusals.badRequest(
          "The master user of " + name + " is " + now.master() + ", not " + spec.identities());
    }
  }

  private static RdsDatabase database(PostgresUser spec) {
    return spec.rds().orElseThrow();
  }
}
