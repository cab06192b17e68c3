package dev.rekey.activities.target.iamrole;

import dev.rekey.activities.Deed;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.principal.Doings;
import dev.rekey.activities.aws.principal.EachByItself;
import dev.rekey.activities.aws.principal.ForeignCalls;
import dev.rekey.activities.aws.principal.Persistence;
import dev.rekey.activities.aws.principal.PrincipalReach;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.ChoosingTarget;
import dev.rekey.activities.target.Trial;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.IamRole;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.Living;
import dev.rekey.model.incident.Reach;
import dev.rekey.model.rotation.Fact;
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
public final class IamRoleTarget implements ChoosingTarget<IamRole> {
  /** IAM's changes are usually everywhere in 3 to 10 seconds. */
  private static final Duration SETTLING = Duration.ofSeconds(10);

  private final InstantSource clock;
  private final RoleTrust trust;
  private final RoleTrials trials;
  private final SessionCut cut;
  private final RoleUsers users;
  private final RoleCheck check;
  private final RoleAccount account;
  private final RoleContainment containment;
  private final RoleChain chain;

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
    this.containment = new RoleContainment(trust, cut);
    this.chain = new RoleChain(account, cut);
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
  public List<Finding> hunt(IamRole spec, Login rotator, Instant since) {
    return Persistence.in(account.doings(spec, since));
  }

  @Override
  public Reach reach(IamRole spec, Login rotator, Instant since) {
    Reach reach = PrincipalReach.of(account.doings(spec, since), RoleTrail.regions(spec));
    List<String> could = new ArrayList<>(reach.could());
    could.addAll(account.readable(spec, reach.reached()));
    List<Fact> earlier = earlier(spec, since, could);
    return new Reach(could, reach.did(), reach.users(), reach.reached()).withEarlier(earlier);
  }

  /** Of a role of functions it shows who else had it before. */
  private List<Fact> earlier(IamRole spec, Instant since, List<String> gaps) {
    String unknown = "whether it was abused before " + since + ": not known, ";
    try {
      if (!account.isOfFunctions(spec)) {
        return List.of();
      }
      Doings before = account.doingsBefore(spec, since);
      before.gaps().forEach(gap -> gaps.add(unknown + gap.what() + " in " + gap.region()));
      return ForeignCalls.in(before);
    } catch (StepFailedException e) {
      gaps.add(unknown + e.reason());
      return List.of();
    }
  }

  /** The first time is in a hurry; later there is time to look for other roles in the log. */
  @Override
  public List<Deed> contain(IamRole spec, Login rotator, Login known, Optional<Login> kept) {
    Instant now = clock.instant();
    boolean again = chain.isBegun(spec);
    EachByItself all = new EachByItself();
    all.attempt(() -> containment.contain(spec, known, kept, now.plus(SETTLING)));
    if (again) {
      all.attempt(() -> chain.end(spec, now, SETTLING));
    }
    return all.deeds();
  }

  @Override
  public List<Living> living(IamRole spec, Login rotator, List<Login> known, Optional<Login> kept) {
    List<Living> found = new ArrayList<>(containment.living(spec, kept, place(spec)));
    found.addAll(chain.living(spec, clock.instant(), place(spec)));
    found.addAll(ChoosingTarget.super.living(spec, rotator, known, kept));
    return found;
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
