package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.Deed;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.EventHistory;
import dev.rekey.activities.aws.principal.PrincipalTrail;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.MintOrder;
import dev.rekey.activities.target.MintingTarget;
import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.activities.target.Trial;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.IamAccessKey;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.Living;
import dev.rekey.model.incident.Reach;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.StatusType;

/**
 * IAM, for the access keys of its users. A key is revoked by making it inactive; it is deleted when
 * the next one needs its place and it was kept for its time.
 */
public final class IamKeyTarget implements MintingTarget<IamAccessKey> {
  /**
   * IAM is eventually consistent (IAM User Guide, "Changes that I make are not always immediately
   * visible") and names no figure; 3 to 4 seconds were measured from outside, up to 10 are normal.
   */
  private static final Duration SETTLING = Duration.ofSeconds(10);

  /** Of answers spread over the settling time: at its start, in its middle, at its end. */
  private static final int ROUNDS = 3;

  private final IamDoor iam;
  private final KeyTrials trials;
  private final InstantSource clock;
  private final Duration settling;
  private final Patience patience;
  private final PrincipalTrail trail;

  /** IAM as the SDK's settings find it; nothing is opened before it is needed. */
  public IamKeyTarget() {
    this(new IamDoor(), StsDoors::really, new EventHistory(), InstantSource.system(), SETTLING);
  }

  /**
   * Takes everything that can be other than in production.
   *
   * @param settling how long IAM needs until a change is seen everywhere
   */
  IamKeyTarget(
      IamDoor iam, StsDoors sts, EventHistory history, InstantSource clock, Duration settling) {
    this.trail = iam.trail(history, clock);
    this.iam = iam;
    this.trials = new KeyTrials(sts, clock);
    this.clock = clock;
    this.settling = settling;
    this.patience = new Patience(clock, settling);
  }

  @Override
  public void validate(IamAccessKey spec, Login rotator, Login current) {
    owned(spec, current);
    check(keys(spec)).current(spec, current);
  }

  @Override
  public void validateNew(IamAccessKey spec, Login rotator, Optional<Login> made) {
    check(keys(spec)).none(spec, made);
  }

  @Override
  public void unmake(IamAccessKey spec, Login rotator, Login newborn) {
    owned(spec, newborn);
    keys(spec).delete(newborn.identity());
  }

  @Override
  public Login elder(IamAccessKey spec) {
    return Login.OWN; // of no key at all
  }

  @Override
  public Login mint(IamAccessKey spec, Login rotator, MintOrder order) {
    return mint(spec).mint(order);
  }

  @Override
  public void removeOrphans(IamAccessKey spec, Login rotator, MintOrder order) {
    mint(spec).removeOrphans(order);
  }

  @Override
  public Instant install(IamAccessKey spec, Login rotator, Login pending, Login current) {
    owned(spec, pending);
    UserKeys keys = keys(spec);
    Key key = keys.listed(pending.identity());
    if (!key.active()) {
      keys.set(key.id(), StatusType.ACTIVE); // by a response that silenced what it did not know
    }
    keys.tag(key.id(), "Rekey " + spec.secret()); // so the console shows whose it is
    response(Renamed.not(spec)).containment().reopen(pending);
    return key.created();
  }

  @Override
  public int roundsUntilStable(IamAccessKey spec) {
    return ROUNDS;
  }

  @Override
  public Duration settling(IamAccessKey spec) {
    return settling;
  }

  @Override
  public List<Trial> tryOut(IamAccessKey spec, Login login) {
    return trials.of(spec, login);
  }

  @Override
  public void compare(IamAccessKey spec, Login rotator, Login pending, Login current) {
    // both keys are of one user, and a key has no permissions of its own
  }

  @Override
  public List<UserOfOld.KeyUse> sessions(
      IamAccessKey spec, Login rotator, Login old, Instant installed) {
    return new RecentUse(keys(spec), trials, clock.instant().minus(spec.quiet())).of(old);
  }

  @Override
  public String watched(IamAccessKey spec) {
    return "iam:GetAccessKeyLastUsed, quiet for " + spec.quiet() + ", which is told late";
  }

  @Override
  public List<UserOfOld.KeyUse> revoke(
      IamAccessKey spec, Login rotator, Login old, Instant installed, boolean evenIfUsed) {
    owned(spec, old);
    List<UserOfOld.KeyUse> uses = evenIfUsed ? List.of() : sessions(spec, rotator, old, installed);
    if (uses.isEmpty()) {
      keys(spec).set(old.identity(), StatusType.INACTIVE); // one that is gone is refused, too
    }
    return uses;
  }

  @Override
  public void silenceOthers(IamAccessKey spec, Login rotator, Login kept) {
    keys(spec).silence(kept.identity());
  }

  @Override
  public List<String> endDerived(IamAccessKey spec, Login rotator, Login kept) {
    return response(Renamed.not(spec)).containment().endDerived(kept);
  }

  @Override
  public String place(IamAccessKey spec) {
    return response(Renamed.not(spec)).place();
  }

  @Override
  public List<String> before(IamAccessKey spec, Login rotator) {
    return new UserSnapshot(iam.own(), keys(spec), iam.access(spec.user()), clock).parts();
  }

  @Override
  public List<String> before(Suspect<IamAccessKey> suspect, Login rotator) {
    return before(Renamed.of(iam, suspect).now(), rotator);
  }

  @Override
  public List<UserOfOld.KeyUse> sessions(
      Suspect<IamAccessKey> suspect, Login rotator, Login current) {
    return sessions(Renamed.of(iam, suspect).now(), rotator, current, Instant.MAX);
  }

  @Override
  public List<Deed> contain(IamAccessKey spec, Login rotator, Login known, Optional<Login> kept) {
    Renamed renamed = Renamed.by(iam, spec, List.of(known));
    return renamed.told(response(renamed).contain(known, kept));
  }

  @Override
  public List<Living> living(
      IamAccessKey spec, Login rotator, List<Login> known, Optional<Login> kept) {
    List<Living> found = new ArrayList<>(response(Renamed.by(iam, spec, known)).living(kept));
    found.addAll(MintingTarget.super.living(spec, rotator, known, kept));
    return found;
  }

  @Override
  public List<Trial> tryToAct(
      IamAccessKey spec, Login rotator, List<Login> known, Optional<Login> kept) {
    Renamed now = Renamed.by(iam, spec, known);
    return new KeyActs(iam, response(now).containment()).of(now.now().user(), known, kept);
  }

  @Override
  public List<Finding> hunt(Suspect<IamAccessKey> suspect, Login rotator, Instant since) {
    return response(Renamed.of(iam, suspect)).hunt(since);
  }

  @Override
  public Reach reach(Suspect<IamAccessKey> suspect, Login rotator, Instant since) {
    return response(Renamed.of(iam, suspect)).reach(since);
  }

  @Override
  public void reinstate(IamAccessKey spec, Login rotator, Login login) {
    owned(spec, login);
    if (!keys(spec).set(login.identity(), StatusType.ACTIVE)) {
      throw new StepFailedException(
          FailureCode.NOT_FOUND,
          "The key " + login.identity() + " was deleted, and IAM never makes the same one again");
    }
  }

  private KeyMint mint(IamAccessKey spec) {
    return new KeyMint(keys(spec), patience, clock, spec.retention());
  }

  private EnrolmentCheck check(UserKeys keys) {
    return new EnrolmentCheck(keys, trials, clock.instant().minus(settling));
  }

  private KeyResponse response(Renamed who) {
    return new KeyResponse(who, iam, trail, clock.instant(), settling);
  }

  private UserKeys keys(IamAccessKey spec) {
    return iam.keys(spec.user());
  }

  private static void owned(IamAccessKey spec, Login login) {
    if (!spec.owns(login.identity())) {
      throw new StepFailedException(
          FailureCode.BAD_REQUEST, "That is no id of an IAM access key; nothing was changed");
    }
  }
}
