package dev.rekey.activities.target.kmskey;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.MintOrder;
import dev.rekey.activities.target.MintingTarget;
import dev.rekey.activities.target.Trial;
import dev.rekey.activities.target.kmskey.KeyAccount.State;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.KmsKey;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Keys in KMS. The value is the key's ARN, which is no secret; what it can do is. A key is disabled
 * and never deleted: whatever is still under it would be lost for ever.
 */
public final class KmsKeyTarget implements MintingTarget<KmsKey> {
  /** KMS names "a few seconds" as usual for aliases and states to be the same everywhere. */
  private static final Duration SETTLING = Duration.ofSeconds(10);

  private final KeyAccount account;
  private final InstantSource clock;
  private final KeyMint mint;
  private final ReEncryption reEncryption;
  private final KeyUsers users;
  private final KeyCheck check;

  /** With the platform's AWS credentials, which are looked for when a key is first worked on. */
  public KmsKeyTarget() {
    this(new AwsKeyAccount(), InstantSource.system());
  }

  KmsKeyTarget(KeyAccount account, InstantSource clock) {
    this.account = account;
    this.clock = clock;
    this.mint = new KeyMint(account);
    this.reEncryption = new ReEncryption(account);
    this.users = new KeyUsers(account, clock);
    this.check = new KeyCheck(account);
  }

  @Override
  public void validate(KmsKey spec, Login rotator, Login current) {
    requireOwned(spec, current);
    check.check(spec, current.identity());
    users.of(spec, current.identity(), Instant.MIN); // that secrets and the log can be read
  }

  @Override
  public void validateNew(KmsKey spec, Login rotator, Optional<Login> made) {
    elder(spec);
  }

  @Override
  public void unmake(KmsKey spec, Login rotator, Login newborn) {
    elder(spec);
  }

  @Override
  public Login elder(KmsKey spec) {
    throw new StepFailedException(
        FailureCode.BAD_REQUEST, "Give the key that the alias stands for today");
  }

  @Override
  public Login mint(KmsKey spec, Login rotator, MintOrder order) {
    requireOwned(spec, order.current());
    String arn = mint.mint(spec, order);
    return new Login(arn, SecretValue.of(arn));
  }

  @Override
  public void removeOrphans(KmsKey spec, Login rotator, MintOrder order) {
    mint.removeOrphans(spec, order);
  }

  @Override
  public Instant install(KmsKey spec, Login rotator, Login pending, Login current) {
    requireOwned(spec, pending);
    requireOwned(spec, current);
    if (account.state(spec, pending.identity()) == State.DISABLED) {
      account.enable(spec, pending.identity()); // after a crash in a compromise, which silenced it
    }
    reEncryption.move(spec, current.identity(), pending.identity());
    return clock.instant();
  }

  @Override
  public Duration settling(KmsKey spec) {
    return SETTLING;
  }

  @Override
  public List<Trial> tryOut(KmsKey spec, Login login) {
    String where = account.place(spec) + " " + login.identity();
    return List.of(new Trial(where, account.tryOut(spec, login.identity())));
  }

  @Override
  public void compare(KmsKey spec, Login rotator, Login pending, Login current) {
    check.compare(spec, pending.identity(), current.identity());
  }

  @Override
  public List<UserOfOld> sessions(KmsKey spec, Login rotator, Login old, Instant installed) {
    return users.of(spec, old.identity(), installed);
  }

  @Override
  public String watched(KmsKey spec) {
    return spec.target() + ", by its secrets and by CloudTrail, which may be 15 minutes late";
  }

  @Override
  public List<UserOfOld> revoke(
      KmsKey spec, Login rotator, Login old, Instant installed, boolean evenIfUsed) {
    requireOwned(spec, old);
    String arn = old.identity();
    if (account.state(spec, arn) != State.ENABLED) {
      return List.of();
    }
    goBackFrom(spec, arn);
    List<UserOfOld> open = evenIfUsed ? List.of() : users.of(spec, arn, installed);
    if (open.isEmpty()) {
      account.disable(spec, arn);
    }
    return open;
  }

  /**
   * Before a key that is withdrawn is disabled, what was moved to it goes back to the one before:
   * if that still works, for after a compromise it does not.
   */
  private void goBackFrom(KmsKey spec, String arn) {
    String behind = account.behind(spec);
    mint.before(spec, arn)
        .filter(before -> behind.equals(arn) || behind.equals(before))
        .filter(before -> account.state(spec, before) == State.ENABLED)
        .ifPresent(before -> reEncryption.move(spec, arn, before));
  }

  @Override
  public void silenceOthers(KmsKey spec, Login rotator, Login kept) {
    requireOwned(spec, kept);
    mint.ours(spec).stream()
        .filter(key -> !key.arn().equals(kept.identity()) && key.state() == State.ENABLED)
        .forEach(key -> account.disable(spec, key.arn()));
  }

  @Override
  public void reinstate(KmsKey spec, Login rotator, Login login) {
    requireOwned(spec, login);
    if (account.state(spec, login.identity()) == State.DISABLED) {
      account.enable(spec, login.identity());
    }
  }

  private static void requireOwned(KmsKey spec, Login login) {
    if (!spec.owns(login.identity())) {
      throw new StepFailedException(
          FailureCode.BAD_REQUEST,
          "The login is no key of the account and region of " + spec.alias());
    }
  }
}
