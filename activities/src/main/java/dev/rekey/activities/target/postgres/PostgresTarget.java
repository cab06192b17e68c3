package dev.rekey.activities.target.postgres;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.CohortTarget;
import dev.rekey.activities.target.Together;
import dev.rekey.activities.target.Trial;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.activities.target.postgres.GrantComparison.Difference;
import dev.rekey.activities.target.postgres.RoleInstall.Look;
import dev.rekey.model.credential.PostgresStrategy.AlternatingUsers;
import dev.rekey.model.credential.PostgresStrategy.SingleUser;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.Reach;
import dev.rekey.model.rotation.UserOfOld.OpenSession;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * PostgreSQL. With alternating users each rotation re-keys the idle one of two login roles that
 * share a group role's grants; with a single user the password changes and the old one is gone.
 */
public final class PostgresTarget implements CohortTarget<PostgresUser>, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final PasswordMint mint = new PasswordMint();
  private final RotatorSessions rotators;
  private final PostgresLogins logins;
  private final RoleInstall install;
  private final SessionWatch watch;
  private final RoleRevocation revocation;
  private final RoleContainment containment;
  private final EnrolmentCheck enrolment;

  /** With PostgreSQL's own number of SCRAM iterations. */
  public PostgresTarget() {
    this(ScramVerifier.DEFAULT_ITERATIONS, PATIENCE);
  }

  /**
   * Takes the work factor and the patience.
   *
   * @param scramIterations how often the password is hashed
   * @param patience how long to wait for a connection; a login may take twice, a statement three
   *     times as long
   */
  public PostgresTarget(int scramIterations, Duration patience) {
    PostgresConnector connector = new PostgresConnector(patience);
    rotators = new RotatorSessions(connector);
    logins = new PostgresLogins(connector);
    install = new RoleInstall(new ScramVerifier(scramIterations));
    watch = new SessionWatch(rotators);
    revocation = new RoleRevocation(rotators, watch);
    containment = new RoleContainment(rotators, new ScramVerifier(scramIterations));
    enrolment = new EnrolmentCheck(rotators, logins);
  }

  @Override
  public void close() {
    rotators.close();
  }

  @Override
  public void validate(PostgresUser spec, Login rotator, Login current) {
    Refusals.unlessOwned(spec, current);
    enrolment.check(spec, rotator, current);
  }

  @Override
  public void validateNew(PostgresUser spec, Login rotator, Optional<Login> made) {
    made.ifPresent(login -> Refusals.unlessOwned(spec, login));
    enrolment.checkNew(spec, rotator, made);
  }

  @Override
  public void unmake(PostgresUser spec, Login rotator, Login newborn) {
    Refusals.unlessOwned(spec, newborn);
    rotators.at(
        spec.primary(),
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
      case SingleUser single ->
          throw Refusals.badRequest(
              "A single user exists already, so its current login must be given");
    };
  }

  @Override
  public Instant install(PostgresUser spec, Login rotator, Login pending, Login current) {
    Refusals.unlessOwned(spec, pending);
    Refusals.unlessOwned(spec, current);
    return rotators.at(
        spec.primary(),
        rotator,
        session ->
            switch (spec.strategy()) {
              case AlternatingUsers users -> rekeyIdle(session, spec, users, pending, current);
              case SingleUser one -> install.single(session, look(session, one.user()), pending);
            });
  }

  private Instant rekeyIdle(
      RotatorSession session,
      PostgresUser spec,
      AlternatingUsers users,
      Login pending,
      Login current)
      throws SQLException {
    Look look = Look.at(session, pending.identity(), current.identity(), users.group());
    boolean live = look.present() && pending.identity().equals(current.identity());
    // Sessions of the pending value itself are those of an earlier try of this step.
    if ((live || look.inUse()) && logins.verdict(spec.primary(), pending) != Verdict.ACCEPTED) {
      throw live ? Refusals.live(pending) : Refusals.idleUserInUse(pending, look.sessions());
    }
    return install.alternating(session, users, look, pending, current.identity());
  }

  /** A committed change of a role is seen by every later log-in at the primary alone. */
  @Override
  public int roundsUntilStable(PostgresUser spec) {
    return spec.endpoints().size() == 1 ? 1 : 2;
  }

  @Override
  public List<Trial> tryOut(PostgresUser spec, Login login) {
    return logins.tryOut(spec.endpoints(), login);
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
            spec.primary(), rotator, session -> GrantComparison.between(session, one, other));
    if (!differences.isEmpty()) {
      throw GrantComparison.failure(differences, one, other);
    }
  }

  @Override
  public List<OpenSession> sessions(
      PostgresUser spec, Login rotator, Login old, Instant installed) {
    Refusals.unlessOwned(spec, old);
    return watch.at(
        spec.endpoints(),
        rotator,
        old.identity(),
        Optional.of(installed).filter(at -> !spec.overlaps()));
  }

  @Override
  public List<OpenSession> revoke(
      PostgresUser spec, Login rotator, Login old, Instant installed, boolean evenIfUsed) {
    Refusals.unlessOwned(spec, old);
    if (!spec.overlaps()) {
      return revocation.replaced(spec, rotator, old, installed, evenIfUsed);
    }
    return evenIfUsed
        ? revocation.evenIfUsed(spec, rotator, old)
        : revocation.ifUnused(spec, rotator, old);
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
  public List<Finding> hunt(PostgresUser spec, Login rotator, Instant since) {
    return rotators.at(spec.primary(), rotator, session -> LeftBehind.by(session, spec, since));
  }

  @Override
  public Reach reach(PostgresUser spec, Login rotator, Instant since) {
    return rotators.at(spec.primary(), rotator, session -> RoleReach.of(session, spec));
  }

  @Override
  public void reinstate(PostgresUser spec, Login rotator, Login login) {
    Refusals.unlessOwned(spec, login);
    rotators.at(
        spec.primary(),
        rotator,
        session ->
            switch (spec.strategy()) {
              case AlternatingUsers users -> readmit(session, users, login);
              case SingleUser user -> install.single(session, look(session, user.user()), login);
            });
  }

  private Instant readmit(RotatorSession session, AlternatingUsers users, Login login)
      throws SQLException {
    String role = login.identity();
    Look look = Look.at(session, role, role, users.group());
    return install.alternating(session, users, look, login, role);
  }

  private static Look look(RotatorSession session, String user) throws SQLException {
    return Look.at(session, user, user, user);
  }
}
