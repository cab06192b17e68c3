package dev.rekey.activities.target.postgres;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.activities.target.postgres.RoleInstall.Look;
import dev.rekey.model.credential.PostgresStrategy.AlternatingUsers;
import dev.rekey.model.credential.PostgresStrategy.RdsMasterUser;
import dev.rekey.model.credential.PostgresStrategy.SingleUser;
import dev.rekey.model.credential.PostgresUser;
import java.sql.SQLException;
import java.time.Instant;

/** Makes a login accepted, in the way of the credential's strategy. */
final class LoginChange {
  private final RotatorSessions rotators;
  private final PostgresLogins logins;
  private final RoleInstall roles;
  private final MasterPassword masters;

  LoginChange(
      RotatorSessions rotators, PostgresLogins logins, RoleInstall roles, MasterPassword masters) {
    this.rotators = rotators;
    this.logins = logins;
    this.roles = roles;
    this.masters = masters;
  }

  /**
   * The next login, while the current one is in use.
   *
   * @param here the credential at its present endpoints
   */
  Instant install(PostgresUser here, Login rotator, Login pending, Login current) {
    return switch (here.strategy()) {
      case AlternatingUsers users ->
          rotators.at(
              here.primary(), rotator, session -> idle(session, here, users, pending, current));
      case SingleUser one -> single(here, rotator, pending);
      case RdsMasterUser master -> master(here, rotator, pending);
    };
  }

  /** A login that was refused. */
  void reinstate(PostgresUser here, Login rotator, Login login) {
    switch (here.strategy()) {
      case AlternatingUsers users ->
          rotators.at(here.primary(), rotator, session -> readmit(session, users, login));
      case SingleUser user -> single(here, rotator, login);
      case RdsMasterUser master -> masters.install(here, login);
    }
  }

  private Instant idle(
      RotatorSession session,
      PostgresUser here,
      AlternatingUsers users,
      Login pending,
      Login current)
      throws SQLException {
    Look look = Look.at(session, pending.identity(), current.identity(), users.group());
    boolean live = look.present() && pending.identity().equals(current.identity());
    // Sessions of the pending value itself are those of an earlier try of this step.
    if ((live || look.inUse()) && logins.verdict(here.primary(), pending) != Verdict.ACCEPTED) {
      throw live ? Refusals.live(pending) : Refusals.idleUserInUse(pending, look.sessions());
    }
    return roles.alternating(session, users, look, pending, current.identity());
  }

  private Instant single(PostgresUser here, Login rotator, Login login) {
    String user = login.identity();
    return rotators.at(
        here.primary(),
        rotator,
        session -> roles.single(session, Look.at(session, user, user, user), login));
  }

  /** From when on is told late rather than early: RDS does not say when it was done. */
  private Instant master(PostgresUser here, Login rotator, Login login) {
    masters.install(here, login);
    return rotators.at(here.primary(), rotator, RotatorSession::now);
  }

  private Instant readmit(RotatorSession session, AlternatingUsers users, Login login)
      throws SQLException {
    String role = login.identity();
    Look look = Look.at(session, role, role, users.group());
    return roles.alternating(session, users, look, login, role);
  }
}
