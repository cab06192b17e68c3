package dev.rekey.console.door.enrolment;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.activities.target.CredentialTarget;
import dev.rekey.console.api.Enrolment;
import dev.rekey.console.api.LoginInput;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.inventory.Inventory;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.CredentialRecord;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a credential under Rekey's care: check everything, then write; the ledger last, so that a
 * credential which is listed is one that can be rotated. Whatever a crash leaves, enrolling again
 * takes over.
 */
public final class Enrolling {
  private static final Logger LOG = LoggerFactory.getLogger(Enrolling.class);

  private final Inventory inventory;
  private final CredentialTarget<PostgresUser> target;
  private final Clock clock;
  private final EnrolmentRules rules;
  private final FirstVersion versions;
  private final RotatorLogin rotators;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  /** Takes the ledger, the store, the target and the time. */
  public Enrolling(
      Inventory inventory, SecretStore store, CredentialTarget<PostgresUser> target, Clock clock) {
    this.inventory = inventory;
    this.target = target;
    this.clock = clock;
    this.rules = new EnrolmentRules(inventory);
    this.versions = new FirstVersion(store);
    this.rotators = new RotatorLogin(versions);
  }

  /**
   * Enrols.
   *
   * @param by the person who does
   * @param dryRun stop after the checks
   * @return the record as it was or would be enrolled
   * @throws Refusal if a rule forbids it; nothing was changed
   * @throws StepFailedException if the target, the store or the ledger refuses
   */
  public CredentialRecord enrol(Enrolment asked, String by, boolean dryRun) {
    oneAtATime.lock();
    try {
      CredentialRecord record = EnrolmentRules.attributed(asked.record(), by, clock.instant());
      rules.check(record);
      return switch (record.credential()) {
        case PostgresUser user -> enrol(user, record, asked, by, dryRun);
      };
    } finally {
      oneAtATime.unlock();
    }
  }

  private CredentialRecord enrol(
      PostgresUser user, CredentialRecord record, Enrolment asked, String by, boolean dryRun) {
    Login rotator = rotators.of(user.rotator(), asked.rotator());
    Optional<Login> current = asked.current().map(input -> owned(user, input));
    current.ifPresentOrElse(
        login -> target.validate(user, rotator, login), () -> canBeBorn(user, rotator));
    if (dryRun) {
      return record;
    }
    rotators.keep(user.rotator(), rotator);
    VersionId version =
        current.isPresent() ? versions.keep(user.secret(), current.get()) : bear(user, rotator);
    if (!inventory.enrol(record, version, by, clock.instant())) {
      throw Refusal.conflict(
          "ALREADY_ENROLLED",
          user.secret() + " or one of its users was enrolled by somebody else meanwhile",
          "See 'rekey credential list'.");
    }
    return record;
  }

  private static Login owned(PostgresUser user, LoginInput input) {
    Login login = GivenLogin.of(input, "credential");
    if (!user.identities().contains(login.identity())) {
      throw Refusal.unprocessable(
          FailureCode.BAD_REQUEST,
          "The current login is none of the users that the record names: "
              + String.join(", ", user.identities()));
    }
    return login;
  }

  /** Everything that making the first of two users will need, for it is not to be made in vain. */
  private void canBeBorn(PostgresUser user, Login rotator) {
    elder(user);
    target.validateNew(user, rotator, versions.leftover(user.secret()));
  }

  /** Makes the first user: escrowed first, then installed, then tried like any other. */
  private VersionId bear(PostgresUser user, Login rotator) {
    Login elder = elder(user);
    Login newborn = versions.leftover(user.secret()).orElseGet(() -> target.next(user, elder));
    VersionId version = versions.keep(user.secret(), newborn);
    boolean fit = false;
    try {
      target.install(user, rotator, newborn, elder);
      target.validate(user, rotator, newborn);
      fit = true;
    } finally {
      if (!fit) {
        unmake(user, rotator, newborn);
      }
    }
    return version;
  }

  private void unmake(PostgresUser user, Login rotator, Login newborn) {
    try {
      target.unmake(user, rotator, newborn);
    } catch (StepFailedException e) {
      // Why it was not fit says more; what is left, enrolling again takes over.
      LOG.warn("{} could not be removed at the target: {}", newborn.identity(), e.code());
    }
  }

  /** The user whose turn is over, although it never was: whoever comes next is the first one. */
  private static Login elder(PostgresUser user) {
    return switch (user.strategy()) {
      case PostgresStrategy.AlternatingUsers both ->
          new Login(both.second(), SecretValue.of(new byte[0]));
      case PostgresStrategy.SingleUser single ->
          throw Refusal.badRequest(
              "A single user exists already, so its current login must be given");
    };
  }
}
