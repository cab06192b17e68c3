package dev.rekey.console.door.enrolment;

import dev.rekey.activities.Pause;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.rotation.Acquaintance;
import dev.rekey.activities.rotation.Preparations;
import dev.rekey.activities.rotation.Subject;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.activities.target.MintOrder;
import dev.rekey.activities.target.Targets;
import dev.rekey.console.api.Enrolment;
import dev.rekey.console.api.LoginInput;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.enrolment.FirstVersion.Kept;
import dev.rekey.console.door.inventory.Inventory;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.CredentialRecord;
import java.time.Clock;
import java.time.Instant;
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

  /** Settling times that a first login has, and looks within each. */
  private static final int SETTLED = 3;

  private final Inventory inventory;
  private final Targets targets;
  private final Clock clock;
  private final EnrolmentRules rules;
  private final SecretStore store;
  private final FirstVersion versions;
  private final RotatorLogin rotators;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  /** Takes the ledger, the store, the targets and the time. */
  public Enrolling(Inventory inventory, SecretStore store, Targets targets, Clock clock) {
    this.inventory = inventory;
    this.targets = targets;
    this.clock = clock;
    this.rules = new EnrolmentRules(inventory);
    this.store = store;
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
      CredentialRecord record = asked.record().attributed(by, clock.instant());
      rules.check(record);
      store.check(record.credential().secret()).forEach(notice -> LOG.warn("{}", notice));
      return enrol(record.credential(), record, asked, by, dryRun);
    } finally {
      oneAtATime.unlock();
    }
  }

  private <S extends CredentialSpec> CredentialRecord enrol(
      S spec, CredentialRecord record, Enrolment asked, String by, boolean dryRun) {
    Optional<Login> rotator =
        spec.rotatorSecret().map(secret -> rotators.of(secret, asked.rotator()));
    Subject<S> subject = new Subject<>(targets.of(spec), spec, rotator.orElse(Login.OWN));
    Optional<Login> current =
        asked.current().map(input -> owned(spec, input)).or(() -> versions.adopted(spec.secret()));
    current.ifPresent(this::neverLeaked);
    current.ifPresentOrElse(subject::validate, () -> canBeBorn(subject));
    if (dryRun) {
      return record;
    }
    spec.rotatorSecret().ifPresent(secret -> rotators.keep(secret, subject.rotator()));
    Kept kept = current.map(login -> kept(spec, login)).orElseGet(() -> bear(subject));
    subject
        .certificate(kept.login())
        .ifPresent(one -> inventory.certificate(spec.secret(), kept.version(), one));
    if (!inventory.enrol(record, kept.version(), kept.login().identity(), by, clock.instant())) {
      throw Refusal.conflict(
          "ALREADY_ENROLLED",
          spec.secret() + " or one of its users was enrolled by somebody else meanwhile",
          "See 'rekey credential list'.");
    }
    inventory.natives().note(spec.secret(), Acquaintance.with(subject));
    return record;
  }

  /** A key that leaked is not taken, whoever brings it and whoever certified it. */
  private void neverLeaked(Login login) {
    inventory
        .leakedSince(login.identity())
        .ifPresent(
            since -> {
              throw Refusal.unprocessable(
                  FailureCode.VALUE_REJECTED,
                  "The key "
                      + login.identity()
                      + " is known to have leaked since "
                      + since
                      + "; leave it out, and a new one is made");
            });
  }

  private Kept kept(CredentialSpec spec, Login login) {
    return new Kept(versions.keep(spec.secret(), login), login);
  }

  private static Login owned(CredentialSpec spec, LoginInput input) {
    Login login = GivenLogin.of(input, "credential");
    if (!spec.owns(login.identity())) {
      throw Refusal.unprocessable(
          FailureCode.BAD_REQUEST,
          "The current login is none of the users that the record names: "
              + String.join(", ", spec.identities()));
    }
    return login;
  }

  /** Everything that making the first login will need, for it is not to be made in vain. */
  private void canBeBorn(Subject<?> subject) {
    subject.elder();
    Optional<Login> left = versions.leftover(subject.spec().secret());
    left.ifPresent(this::neverLeaked);
    subject.validateNew(left);
  }

  /** Makes the first login: escrowed, installed, then tried like any other. */
  private Kept bear(Subject<?> subject) {
    SecretId secret = subject.spec().secret();
    Login elder = subject.elder();
    Login newborn = newborn(subject, elder);
    VersionId version = versions.keep(secret, newborn);
    boolean fit = false;
    try {
      onceItIsKnown(
          subject,
          () -> {
            subject.install(newborn, elder);
            subject.validate(newborn);
          });
      fit = true;
    } finally {
      if (!fit) {
        unmake(subject, newborn);
      }
    }
    return new Kept(version, newborn);
  }

  /**
   * What a crashed enrolment left is taken over, and completed where only a part of it was kept.
   */
  private Login newborn(Subject<?> subject, Login elder) {
    SecretId secret = subject.spec().secret();
    Optional<Login> left = versions.leftover(secret);
    if (left.isPresent() && !subject.completes()) {
      return left.get();
    }
    return subject.fresh(first(secret, elder), preparations(secret, left));
  }

  private Preparations preparations(SecretId secret, Optional<Login> left) {
    return new Preparations() {
      @Override
      public Optional<Login> kept() {
        return left;
      }

      @Override
      public Login keep(Login prepared) {
        versions.keep(secret, prepared);
        return prepared;
      }
    };
  }

  /** A target that needs time to settle may not know yet what it has just made. */
  private void onceItIsKnown(Subject<?> subject, Runnable check) {
    Instant deadline = clock.instant().plus(subject.settling().multipliedBy(SETTLED));
    while (true) {
      try {
        check.run();
        return;
      } catch (StepFailedException e) {
        if (e.code() != FailureCode.REPLICA_BEHIND || !clock.instant().isBefore(deadline)) {
          throw e;
        }
        Pause.really(subject.settling().dividedBy(SETTLED));
      }
    }
  }

  private MintOrder first(SecretId secret, Login elder) {
    return new MintOrder(
        FirstVersion.fresh(),
        elder,
        identity ->
            versions.leftover(secret).filter(l -> l.identity().equals(identity)).isPresent());
  }

  private static void unmake(Subject<?> subject, Login newborn) {
    try {
      subject.unmake(newborn);
    } catch (StepFailedException e) {
      // Why it was not fit says more; what is left, enrolling again takes over.
      LOG.warn("{} could not be removed at the target: {}", newborn.identity(), e.code());
    }
  }
}
