package dev.rekey.exercise.world;

import dev.rekey.activities.Deed;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.MintOrder;
import dev.rekey.activities.target.MintingTarget;
import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.activities.target.Trial;
import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.score.Happening.Manner;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.IamAccessKey;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.Living;
import dev.rekey.model.incident.Reach;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** IAM as an exercise has it: two keys to a user, sessions that outlive them, late changes. */
public final class SimulatedIam implements MintingTarget<IamAccessKey> {
  private static final String REKEY = "rekey";

  /** As the real target has it. */
  private static final Duration SETTLING = Duration.ofSeconds(10);

  private static final int ROUNDS = 3;

  private final World world;
  private final SimulatedMint mint;
  private final AssumedWithKeys assumed;
  private final Set<String> placed = new HashSet<>();

  SimulatedIam(World world) {
    this.world = world;
    this.mint = new SimulatedMint(world.chance());
    this.assumed = new AssumedWithKeys(world);
  }

  private Account account(IamAccessKey spec) {
    return world.account(spec.secret());
  }

  @Override
  public void validate(IamAccessKey spec, Login rotator, Login current) {
    owned(spec, current);
    if (!account(spec).accepts(current)) {
      throw new StepFailedException(FailureCode.BAD_REQUEST, "The current key is refused");
    }
  }

  @Override
  public void validateNew(IamAccessKey spec, Login rotator, Optional<Login> newborn) {
    if (!account(spec).all().isEmpty() && newborn.isEmpty()) {
      throw new StepFailedException(FailureCode.BAD_REQUEST, "The user has keys already");
    }
  }

  @Override
  public void unmake(IamAccessKey spec, Login rotator, Login newborn) {
    account(spec).delete(newborn.identity(), REKEY, Manner.AUTOMATIC);
  }

  @Override
  public Login elder(IamAccessKey spec) {
    return Login.OWN;
  }

  @Override
  public Login mint(IamAccessKey spec, Login rotator, MintOrder order) {
    return mint.mint(spec, account(spec), order);
  }

  @Override
  public void removeOrphans(IamAccessKey spec, Login rotator, MintOrder order) {
    mint.removeOrphans(account(spec), order);
  }

  /** A key as IAM makes them. */
  Login fresh(IamAccessKey spec) {
    return mint.fresh(spec);
  }

  @Override
  public Instant install(IamAccessKey spec, Login rotator, Login pending, Login current) {
    owned(spec, pending);
    Account account = account(spec);
    Instant made =
        account
            .madeAt(pending.identity())
            .orElseThrow(
                () ->
                    new StepFailedException(
                        FailureCode.REPLICA_BEHIND, "IAM does not list that key"));
    account.reopen(pending.identity(), REKEY, Manner.AUTOMATIC);
    if (account.deny(false)) {
      account.cut(Optional.empty(), world.clock().instant(), REKEY, Manner.AUTOMATIC);
    }
    if (placed.add(pending.identity())) {
      world.note(Action.INSTALL, spec.secret().value(), pending.identity() + " is in place");
    }
    return made;
  }

  @Override
  public int roundsUntilStable(IamAccessKey spec) {
    return ROUNDS;
  }

  @Override
  public Duration settling(IamAccessKey spec) {
    return SETTLING;
  }

  @Override
  public List<Trial> tryOut(IamAccessKey spec, Login login) {
    Account account = account(spec);
    return spec.regions().stream()
        .map(
            region ->
                new Trial(
                    "STS in " + region,
                    !WorldSpecs.REGION.equals(region)
                        ? Trial.Verdict.UNKNOWN
                        : account.accepts(login) ? Trial.Verdict.ACCEPTED : Trial.Verdict.REFUSED))
        .toList();
  }

  @Override
  public void compare(IamAccessKey spec, Login rotator, Login pending, Login current) {
    // a key has no permissions of its own
  }

  @Override
  public List<UserOfOld.KeyUse> sessions(
      IamAccessKey spec, Login rotator, Login old, Instant installed) {
    return account(spec).sessions(old.identity()).stream()
        .map(at -> new UserOfOld.KeyUse(old.identity(), "s3", WorldSpecs.REGION, at))
        .toList();
  }

  @Override
  public List<UserOfOld.KeyUse> revoke(
      IamAccessKey spec, Login rotator, Login old, Instant installed, boolean evenIfUsed) {
    owned(spec, old);
    List<UserOfOld.KeyUse> uses = evenIfUsed ? List.of() : sessions(spec, rotator, old, installed);
    if (uses.isEmpty()) {
      account(spec).shut(old.identity(), REKEY, Manner.AUTOMATIC);
    }
    return uses;
  }

  @Override
  public void silenceOthers(IamAccessKey spec, Login rotator, Login kept) {
    account(spec).open().stream()
        .filter(key -> !key.equals(kept.identity()))
        .forEach(key -> account(spec).shut(key, REKEY, Manner.AUTOMATIC));
  }

  @Override
  public List<String> endDerived(IamAccessKey spec, Login rotator, Login kept) {
    silenceOthers(spec, rotator, kept);
    account(spec).cut(Optional.empty(), world.clock().instant(), REKEY, Manner.AUTOMATIC);
    return List.of("sessions of the user's keys are denied everything");
  }

  @Override
  public List<Deed> contain(IamAccessKey spec, Login rotator, Login known, Optional<Login> kept) {
    Account account = account(spec);
    boolean again = kept.isPresent() || account.denies(); // at first nobody looks into logs
    List<Deed> deeds = new ArrayList<>();
    List<String> open = new ArrayList<>(account.open());
    if (open.remove(known.identity())) {
      open.addFirst(known.identity()); // the reported one first
    } else {
      deeds.add(Deed.found("key " + known.identity() + " was inactive already"));
    }
    open.stream()
        .filter(key -> kept.filter(it -> it.identity().equals(key)).isEmpty())
        .filter(key -> account.shut(key, REKEY, Manner.AUTOMATIC))
        .forEach(key -> deeds.add(Deed.done("key " + key + " made inactive; it was active")));
    Instant before = kept.flatMap(it -> account.madeAt(it.identity())).orElse(Instant.MAX);
    if (kept.isEmpty() && !account.deny(true)) {
      deeds.add(Deed.done("everything denied to the user"));
    }
    account.cut(Optional.empty(), before, REKEY, Manner.AUTOMATIC);
    deeds.add(Deed.done("sessions of the user's keys are denied everything"));
    deeds.addAll(again ? assumed.end(spec, SETTLING) : List.of());
    return deeds;
  }

  @Override
  public List<Living> living(
      IamAccessKey spec, Login rotator, List<Login> known, Optional<Login> kept) {
    Account account = account(spec);
    List<Living> found = new ArrayList<>();
    account.open().stream()
        .filter(key -> kept.filter(it -> it.identity().equals(key)).isEmpty())
        .forEach(key -> found.add(new Living("active key", key, WorldSpecs.REGION)));
    if (kept.isEmpty() && !account.denies()) {
      found.add(
          new Living("sessions that are not denied any more", spec.user(), WorldSpecs.REGION));
    }
    found.addAll(assumed.living(spec));
    found.addAll(MintingTarget.super.living(spec, rotator, known, kept));
    return found;
  }

  @Override
  public List<Trial> tryToAct(
      IamAccessKey spec, Login rotator, List<Login> known, Optional<Login> kept) {
    boolean denied = kept.isPresent() || account(spec).isDenied();
    return List.of(
        new Trial(
            "what IAM would say to the user " + spec.user(),
            denied ? Trial.Verdict.REFUSED : Trial.Verdict.ACCEPTED));
  }

  @Override
  public void reinstate(IamAccessKey spec, Login rotator, Login login) {
    owned(spec, login);
    if (!account(spec).holds(login)) {
      throw new StepFailedException(FailureCode.NOT_FOUND, "That key was deleted");
    }
    account(spec).reopen(login.identity(), REKEY, Manner.AUTOMATIC);
  }

  @Override
  public List<Finding> hunt(Suspect<IamAccessKey> suspect, Login rotator, Instant since) {
    return world.findings(suspect.spec().secret());
  }

  @Override
  public Reach reach(Suspect<IamAccessKey> suspect, Login rotator, Instant since) {
    return world.reach(suspect.spec().secret(), since);
  }

  private static void owned(IamAccessKey spec, Login login) {
    if (!spec.owns(login.identity())) {
      throw new StepFailedException(
          FailureCode.BAD_REQUEST, "That is no id of an IAM access key; nothing was changed");
    }
  }
}
