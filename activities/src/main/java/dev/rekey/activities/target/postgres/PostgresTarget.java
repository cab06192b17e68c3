package dev.rekey.activities.target.postgres;

import dev.rekey.activities.Pause;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.CohortTarget;
import dev.rekey.activities.target.Together;
import dev.rekey.activities.target.Trial;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.activities.target.postgres.GrantComparison.Difference;
import dev.rekey.activities.target.postgres.Whereabouts.Known;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresStrategy.AlternatingUsers;
import dev.rekey.model.credential.PostgresStrategy.RdsMasterUser;
import dev.rekey.model.credential.PostgresStrategy.SingleUser;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.Reach;
import dev.rekey.model.rotation.UserOfOld.OpenSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL. With alternating users each rotation re-keys the idle one of two login roles that
 * share a group role's grants; with a single user the password changes and the old one is gone.
 */
public final class PostgresTarget implements CohortTarget<PostgresUser>, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final PasswordMint mint = new PasswordMint();
  private final Whereabouts whereabouts;
  private final MasterPassword masters;
  private final RotatorSessions rotators;
  private final PostgresLogins logins;
  private final LoginChange change;
  private final SessionWatch watch;
  private final RoleRevocation revocation;
  private final RoleContainment containment;
  private final EnrolmentCheck enrolment;
  private final LeftBehind leftBehind;

  /** With PostgreSQL's own number of SCRAM iterations, and no RDS to ask. */
  public PostgresTarget() {
    this(Rds.NONE);
  }

  /** The same, where RDS can be asked. */
  public PostgresTarget(Rds rds) {
    this(ScramVerifier.DEFAULT_ITERATIONS, PATIENCE, rds, InstantSource.system(), Pause::really);
  }

  /**
   * Takes the work factor and the patience.
   *
   * @param scramIterations how often the password is hashed
   * @param patience how long to wait for a connection; a login may take twice, a statement three
   *     times as long
   */
  public PostgresTarget(int scramIterations, Duration patience) {
    this(scramIterations, patience, Rds.NONE, InstantSource.system(), Pause::really);
  }

  /** Takes everything that can be other than in production. */
  PostgresTarget(
      int scramIterations, Duration patience, Rds rds, InstantSource clock, Pause pause) {
    PostgresConnector connector = new PostgresConnector(patience);
    rotators = new RotatorSessions(connector);
    logins = new PostgresLogins(connector);
    whereabouts = new Whereabouts(rds, clock);
    masters = new MasterPassword(rds, logins, clock, pause);
    ScramVerifier verifier = new ScramVerifier(scramIterations);
    change = new LoginChange(rotators, logins, new RoleInstall(verifier), masters);
    watch = new SessionWatch(rotators);
    revocation = new RoleRevocation(rotators, watch);
    containment = new RoleContainment(new Places(whereabouts), rotators, verifier, masters);
    enrolment = new EnrolmentCheck(rotators, logins);
    leftBehind = new LeftBehind(rotators);
  }

  @Override
  public void close() {
    rotators.close();
  }

  @Override
  public void validate(PostgresUser spec, Login rotator, Login current) {
    Refusals.unlessOwned(spec, current);
    if (spec.strategy() instanceof RdsMasterUser) {
      masters.check(spec);
    }
    enrolment.check(whereabouts.now(spec), rotator, current);
  }

  @Override
  public void validateNew(PostgresUser spec, Login rotator, Optional<Login> made) {
    made.ifPresent(login -> Refusals.unlessOwned(spec, login));
    enrolment.checkNew(whereabouts.now(spec), rotator, made);
  }

  @Override
  public void unmake(PostgresUser spec, Login rotator, Login newborn) {
    Refusals.unlessOwned(spec, newborn);
    rotators.at(
        whereabouts.now(spec).primary(),
        rotator,
        session -> {
          session.run("DROP ROLE IF EXISTS " + Quoting.name(newborn.identity()));
          return true;
        });
  }

  @Override
  public Login next(PostgresUser spec, Login current) {
    Refusals.unlessOwned(spec, current);
    String identity =
        spec.identities().stream()
            .filter(user -> !user.equals(current.identity()))
            .findFirst()
            .orElse(current.identity());
    return new Login(identity, mint.mint(spec.password()));
  }

  @Override
  public Login elder(PostgresUser spec) {
    return switch (spec.strategy()) {
      case AlternatingUsers both -> new Login(both.second(), SecretValue.of(new byte[0]));
      case SingleUser single -> throw noFirst("single");
      case RdsMasterUser master -> throw noFirst("master");
    };
  }

  private static StepFailedException noFirst(String which) {
    return Refusals.badRequest(
        "A " + which + " user exists already, so its current login must be given");
  }

  @Override
  public Instant install(PostgresUser spec, Login rotator, Login pending, Login current) {
    Refusals.unlessOwned(spec, pending);
    Refusals.unlessOwned(spec, current);
    return change.install(whereabouts.now(spec), rotator, pending, current);
  }

  /** A committed change of a role is seen by every later log-in at the primary alone. */
  @Override
  public int roundsUntilStable(PostgresUser spec) {
    return spec.rds().isEmpty() && spec.endpoints().size() == 1 ? 1 : 2;
  }

  /** An endpoint that may be missing, and a password that may be about to change, are unknown. */
  @Override
  public List<Trial> tryOut(PostgresUser spec, Login login) {
    Known known = whereabouts.known(spec);
    List<PostgresEndpoint> there = known.spec().endpoints();
    List<Trial> trials = new ArrayList<>();
    if (known.gap().isPresent()) {
      trials.add(new Trial(spec.target(), Verdict.UNKNOWN));
    } else if (spec.strategy() instanceof RdsMasterUser && masters.unsettled(spec)) {
      return there.stream().map(one -> new Trial(one.name(), Verdict.UNKNOWN)).toList();
    }
    trials.addAll(there.isEmpty() ? List.of() : logins.tryOut(there, login));
    return trials;
  }

  @Override
  public void compare(PostgresUser spec, Login rotator, Login pending, Login current) {
    if (pending.identity().equals(current.identity())) {
      return;
    }
    String one = current.identity();
    String other = pending.identity();
    List<Difference> differences =
        rotators.at(
            whereabouts.now(spec).primary(),
            rotator,
            session -> {
              Refusals.unlessThere(session, one);
              return GrantComparison.between(session, one, other);
            });
    if (!differences.isEmpty()) {
      throw GrantComparison.failure(differences, one, other);
    }
  }

  @Override
  public List<OpenSession> sessions(
      PostgresUser spec, Login rotator, Login old, Instant installed) {
    Refusals.unlessOwned(spec, old);
    return watch.at(
        whereabouts.now(spec).endpoints(),
        rotator,
        old.identity(),
        Optional.of(installed).filter(at -> !spec.overlaps()));
  }

  @Override
  public List<OpenSession> revoke(
      PostgresUser spec, Login rotator, Login old, Instant installed, boolean evenIfUsed) {
    Refusals.unlessOwned(spec, old);
    PostgresUser here = whereabouts.now(spec);
    if (!spec.overlaps()) {
      return revocation.replaced(here, rotator, old, installed, evenIfUsed);
    }
    return evenIfUsed
        ? revocation.evenIfUsed(here, rotator, old)
        : revocation.ifUnused(here, rotator, old);
  }

  @Override
  public void silenceOthers(PostgresUser spec, Login rotator, Login kept) {
    for (String identity : spec.identities()) {
      if (!identity.equals(kept.identity())) {
        revoke(spec, rotator, new Login(identity, kept.value()), Instant.MAX, true);
      }
    }
  }

  @Override
  public Together<PostgresUser> together() {
    return containment;
  }

  @Override
  public List<Finding> hunt(Together.Suspect<PostgresUser> suspect, Login rotator, Instant since) {
    PostgresEndpoint primary = whereabouts.now(suspect.spec()).primary();
    return leftBehind.by(primary, rotator, suspect, since);
  }

  @Override
  public Reach reach(Together.Suspect<PostgresUser> suspect, Login rotator, Instant since) {
    PostgresEndpoint primary = whereabouts.now(suspect.spec()).primary();
    return rotators
        .at(primary, rotator, session -> RoleReach.of(session, suspect))
        .withEarlier(leftBehind.before(primary, rotator, suspect, since));
  }

  @Override
  public void reinstate(PostgresUser spec, Login rotator, Login login) {
    Refusals.unlessOwned(spec, login);
    change.reinstate(whereabouts.now(spec), rotator, login);
  }
}
