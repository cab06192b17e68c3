package dev.rekey.activities.target.iamrole;

import dev.rekey.activities.Deed;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.ChoosingTarget;
import dev.rekey.activities.target.NativeId;
import dev.rekey.activities.target.RecognisingTarget;
import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.activities.target.Trial;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.IamRole;
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

/**
 * Roles that others assume with an external id. Two external ids are accepted while their holders
 * move; then one is taken out of the trust policy. A session outlives the external id with which it
 * was begun, so in a compromise, or when two persons force it, sessions are cut by the time of
 * their issue.
 */
public final class IamRoleTarget implements ChoosingTarget<IamRole>, RecognisingTarget<IamRole> {
  /** IAM's changes are usually everywhere in 3 to 10 seconds. */
  private static final Duration SETTLING = Duration.ofSeconds(10);

  private final InstantSource clock;
  private final RoleTrust trust;
  private final RoleTrials trials;
  private final SessionCut cut;
  private final RoleUsers users;
  private final RoleCheck check;
  private final RoleAccount account;

  /** With the platform's AWS credentials, which are looked for when a role is first worked on. */
  public IamRoleTarget() {
    this(new AwsRoleAccount(), InstantSource.system());
  }

  /** With an account that may be another than AWS. */
  public IamRoleTarget(RoleAccount account, InstantSource clock) {
    this.clock = clock;
    this.account = account;
    this.trust = new RoleTrust(account);
    this.trials = new RoleTrials(account, trust);
    this.cut = new SessionCut(account);
    this.users = new RoleUsers(account, cut, clock);
    this.check = new RoleCheck(account, trials, users);
  }

  @Override
  public void validate(IamRole spec, Login rotator, Login current) {
    requireOwned(spec, current);
    check.check(spec, current);
  }

  @Override
  public void validateNew(IamRole spec, Login rotator, Optional<Login> made) {
    elder(spec);
  }

  @Override
  public void unmake(IamRole spec, Login rotator, Login newborn) {
    elder(spec);
  }

  @Override
  public Login elder(IamRole spec) {
    throw new StepFailedException(
        FailureCode.BAD_REQUEST,
        "Give the external id that the role accepts today: a first one would lock out its callers");
  }

  @Override
  public Login next(IamRole spec, Login current) {
    requireOwned(spec, current);
    return new Login(spec.role(), ExternalIds.fresh());
  }

  @Override
  public Instant install(IamRole spec, Login rotator, Login pending, Login current) {
    requireOwned(spec, pending);
    requireOwned(spec, current);
    trust.install(spec, pending, current);
    return clock.instant();
  }

  @Override
  public Duration settling(IamRole spec) {
    return SETTLING;
  }

  @Override
  public List<Trial> tryOut(IamRole spec, Login login) {
    return List.of(trials.tryOut(spec, login));
  }

  @Override
  public void compare(IamRole spec, Login rotator, Login pending, Login current) {
    // Both open the same role, so that they cannot differ in what they may do.
  }

  @Override
  public List<UserOfOld.OpenSession> sessions(
      IamRole spec, Login rotator, Login old, Instant installed) {
    return users.of(spec, old);
  }

  @Override
  public String watched(IamRole spec) {
    return spec.target() + ", by CloudTrail, which may be 15 minutes late";
  }

  @Override
  public List<UserOfOld.OpenSession> revoke(
      IamRole spec, Login rotator, Login old, Instant installed, boolean evenIfUsed) {
    requireOwned(spec, old);
    if (evenIfUsed) {
      revokeWithSessions(spec, old);
      return List.of();
    }
    List<UserOfOld.OpenSession> open = users.of(spec, old);
    if (!open.isEmpty()) {
      return open;
    }
    trust.remove(spec, old);
    if (spec.cutSessions() && cut.isDue(spec, old)) {
      cut.finish(spec, old, clock.instant().minus(spec.quiet()));
    }
    return List.of();
  }

  /** Cutting comes first, since what is out already does harm; and last, for what slipped in. */
  private void revokeWithSessions(IamRole spec, Login old) {
    if (!cut.isDue(spec, old) && !trust.names(spec, old)) {
      return; // done already; to cut again would hit those who moved to the new one
    }
    cut.begin(spec, old, clock.instant());
    trust.remove(spec, old);
    cut.finish(spec, old, clock.instant().plus(SETTLING));
  }

  @Override
  public void discard(IamRole spec, Login rotator, Login unused) {
    requireOwned(spec, unused);
    trust.remove(spec, unused);
  }

  @Override
  public void silenceOthers(IamRole spec, Login rotator, Login kept) {
    requireOwned(spec, kept);
    trust.keepOnly(spec, kept);
  }

  @Override
  public String place(IamRole spec) {
    return account.place() + " " + spec.target();
  }

  @Override
  public List<String> before(IamRole spec, Login rotator) {
    return account.parts(spec);
  }

  @Override
  public List<NativeId> natives(IamRole spec, Login rotator) {
    return account.being(spec).stream()
        .map(is -> new NativeId(spec.role(), spec.target(), is.id()))
        .toList();
  }

  @Override
  public List<Finding> hunt(Suspect<IamRole> suspect, Login rotator, Instant since) {
    return new RoleTraces(account).hunt(suspect, since);
  }

  @Override
  public Reach reach(Suspect<IamRole> suspect, Login rotator, Instant since) {
    return new RoleTraces(account).reach(suspect.spec(), since);
  }

  @Override
  public List<Deed> contain(IamRole spec, Login rotator, Login known, Optional<Login> kept) {
    return response().contain(spec, known, kept);
  }

  @Override
  public List<Living> living(IamRole spec, Login rotator, List<Login> known, Optional<Login> kept) {
    List<Living> found = new ArrayList<>(response().living(spec, kept, place(spec)));
    found.addAll(ChoosingTarget.super.living(spec, rotator, known, kept));
    return found;
  }

  private RoleResponse response() {
    return new RoleResponse(account, trust, cut, clock.instant(), SETTLING);
  }

  @Override
  public void reinstate(IamRole spec, Login rotator, Login login) {
    requireOwned(spec, login);
    trust.add(spec, login);
  }

  private static void requireOwned(IamRole spec, Login login) {
    if (!spec.owns(login.identity()) || !ExternalIds.isValid(login.value())) {
      throw new StepFailedException(
          FailureCode.BAD_REQUEST, "The login is no external id of the role " + spec.name());
    }
  }
}
