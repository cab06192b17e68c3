package dev.rekey.exercise.world;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.ChoosingTarget;
import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.activities.target.Trial;
import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.score.Happening.Manner;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.Living;
import dev.rekey.model.incident.Reach;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** PostgreSQL as an exercise has it: login roles, their passwords and sessions. */
public final class SimulatedPostgres implements ChoosingTarget<PostgresUser> {
  private static final String REKEY = "rekey";
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

  private final World world;
  private int made;

  SimulatedPostgres(World world) {
    this.world = world;
  }

  private Account account(PostgresUser spec) {
    return world.account(spec.secret());
  }

  @Override
  public void validate(PostgresUser spec, Login rotator, Login current) {
    owned(spec, current);
    if (!account(spec).accepts(current)) {
      throw new StepFailedException(FailureCode.BAD_REQUEST, "The current login is refused");
    }
  }

  @Override
  public void validateNew(PostgresUser spec, Login rotator, Optional<Login> newborn) {
    boolean there = account(spec).all().contains(spec.identities().getFirst());
    if (there && newborn.filter(account(spec)::accepts).isEmpty()) {
      throw new StepFailedException(FailureCode.BAD_REQUEST, "The first user exists already");
    }
  }

  @Override
  public void unmake(PostgresUser spec, Login rotator, Login newborn) {
    account(spec).delete(newborn.identity(), REKEY, Manner.AUTOMATIC);
  }

  @Override
  public Login elder(PostgresUser spec) {
    return new Login(spec.identities().getLast(), SecretValue.of(new byte[0]));
  }

  @Override
  public Login next(PostgresUser spec, Login current) {
    String identity =
        spec.identities().stream()
            .filter(other -> !other.equals(current.identity()))
            .findFirst()
            .orElse(current.identity());
    made++;
    String value = world.chance().text(spec.secret() + " password " + made, 40, LETTERS);
    return new Login(identity, SecretValue.of(value));
  }

  @Override
  public Instant install(PostgresUser spec, Login rotator, Login pending, Login current) {
    owned(spec, pending);
    Account account = account(spec);
    boolean done = account.accepts(pending);
    boolean used = !account.sessions(pending.identity()).isEmpty();
    if (!done && used && spec.overlaps() && account.open().contains(pending.identity())) {
      throw new StepFailedException(FailureCode.IDLE_USER_IN_USE, "The idle user has sessions");
    }
    if (!done) {
      account.make(pending, REKEY, Manner.AUTOMATIC);
      world.note(Action.INSTALL, spec.secret().value(), pending.identity() + " has a new value");
    }
    return world.clock().instant();
  }

  @Override
  public List<Trial> tryOut(PostgresUser spec, Login login) {
    Account account = account(spec);
    return spec.endpoints().stream()
        .map(
            endpoint ->
                new Trial(
                    endpoint.name(),
                    !WorldSpecs.HOST.equals(endpoint.host())
                        ? Trial.Verdict.UNKNOWN
                        : account.accepts(login) ? Trial.Verdict.ACCEPTED : Trial.Verdict.REFUSED))
        .toList();
  }

  @Override
  public void compare(PostgresUser spec, Login rotator, Login pending, Login current) {
    if (!account(spec).all().contains(pending.identity())) {
      throw new StepFailedException(FailureCode.GRANTS_DIFFER, "The new user does not exist");
    }
  }

  @Override
  public List<UserOfOld.OpenSession> sessions(
      PostgresUser spec, Login rotator, Login old, Instant installed) {
    return account(spec).sessions(old.identity()).stream()
        .filter(since -> spec.overlaps() || since.isBefore(installed))
        .map(since -> new UserOfOld.OpenSession(old.identity(), "app", WorldSpecs.HOST, since))
        .toList();
  }

  @Override
  public List<UserOfOld.OpenSession> revoke(
      PostgresUser spec, Login rotator, Login old, Instant installed, boolean evenIfUsed) {
    owned(spec, old);
    List<UserOfOld.OpenSession> open = sessions(spec, rotator, old, installed);
    if (!open.isEmpty() && !evenIfUsed) {
      return open;
    }
    Account account = account(spec);
    if (spec.overlaps() || account.holds(old)) {
      account.shut(old.identity(), REKEY, Manner.AUTOMATIC);
    }
    account.cut(
        Optional.of(old.identity()),
        spec.overlaps() ? Instant.MAX : installed,
        REKEY,
        Manner.AUTOMATIC);
    return List.of();
  }

  @Override
  public void silenceOthers(PostgresUser spec, Login rotator, Login kept) {
    Account account = account(spec);
    account.all().stream()
        .filter(identity -> !identity.equals(kept.identity()))
        .forEach(
            identity -> {
              account.shut(identity, REKEY, Manner.AUTOMATIC);
              account.cut(Optional.of(identity), Instant.MAX, REKEY, Manner.AUTOMATIC);
            });
  }

  @Override
  public List<Living> living(
      PostgresUser spec, Login rotator, List<Login> known, Optional<Login> kept) {
    Account account = account(spec);
    List<Living> found = new ArrayList<>();
    account.open().stream()
        .filter(identity -> kept.filter(it -> it.identity().equals(identity)).isEmpty())
        .forEach(
            identity -> found.add(new Living("login role may log in", identity, WorldSpecs.HOST)));
    account.all().stream()
        .filter(identity -> kept.filter(it -> it.identity().equals(identity)).isEmpty())
        .filter(identity -> !account.sessions(identity).isEmpty())
        .forEach(identity -> found.add(new Living("open session", identity, WorldSpecs.HOST)));
    return found;
  }

  @Override
  public void reinstate(PostgresUser spec, Login rotator, Login login) {
    owned(spec, login);
    Account account = account(spec);
    if (account.holds(login)) {
      account.reopen(login.identity(), REKEY, Manner.AUTOMATIC);
    } else {
      account.make(login, REKEY, Manner.AUTOMATIC);
    }
  }

  @Override
  public List<Finding> hunt(Suspect<PostgresUser> suspect, Login rotator, Instant since) {
    return world.findings(suspect.spec().secret());
  }

  @Override
  public Reach reach(Suspect<PostgresUser> suspect, Login rotator, Instant since) {
    return world.reach(suspect.spec().secret(), since);
  }

  private static void owned(PostgresUser spec, Login login) {
    if (!spec.owns(login.identity())) {
      throw new StepFailedException(
          FailureCode.BAD_REQUEST, "That user is none of this credential's; nothing was changed");
    }
  }
}
