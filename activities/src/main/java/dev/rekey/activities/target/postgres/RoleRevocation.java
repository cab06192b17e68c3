package dev.rekey.activities.target.postgres;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.rotation.UserOfOld.OpenSession;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Refuses the old login. Looks inside the transaction that takes LOGIN away, and again after its
 * commit: who logged in between the two is not locked out unseen, but gets LOGIN back and is
 * reported.
 */
final class RoleRevocation {
  private final RotatorSessions rotators;
  private final SessionWatch watch;

  RoleRevocation(RotatorSessions rotators, SessionWatch watch) {
    this.rotators = rotators;
    this.watch = watch;
  }

  /**
   * One of two users: refused if unused. Returns who uses it, if that is why it was not refused.
   */
  List<OpenSession> ifUnused(PostgresUser spec, Login rotator, Login old) {
    try {
      return rotators.atServer(
          spec.primary(), rotator, session -> ifUnused(session, spec, rotator, old.identity()));
    } catch (StepFailedException e) {
      return absent(e);
    }
  }

  private List<OpenSession> ifUnused(
      RotatorSession session, PostgresUser spec, Login rotator, String identity)
      throws SQLException {
    String alter = "ALTER ROLE " + Quoting.name(identity);
    List<OpenSession> users = new ArrayList<>(replicas(spec, rotator, identity));
    session.run("BEGIN", alter + " NOLOGIN");
    users.addAll(SessionWatch.seen(session, List.of(identity), Optional.empty()));
    if (!users.isEmpty()) {
      session.run("ROLLBACK");
      return users;
    }
    session.run("COMMIT");
    users.addAll(SessionWatch.seen(session, List.of(identity), Optional.empty()));
    if (!users.isEmpty()) {
      session.run(alter + " LOGIN");
    }
    return users;
  }

  private List<OpenSession> replicas(PostgresUser spec, Login rotator, String identity) {
    List<PostgresEndpoint> replicas = spec.endpoints().subList(1, spec.endpoints().size());
    return replicas.isEmpty() ? List.of() : watch.at(replicas, rotator, identity, Optional.empty());
  }

  /** One of two users: refused, whoever uses it, and everybody logged out; nobody is left. */
  List<OpenSession> evenIfUsed(PostgresUser spec, Login rotator, Login old) {
    try {
      rotators.atServer(
          spec.primary(),
          rotator,
          session -> {
            session.run("ALTER ROLE " + Quoting.name(old.identity()) + " NOLOGIN");
            return true;
          });
    } catch (StepFailedException e) {
      return absent(e);
    }
    end(spec, rotator, old.identity(), Optional.empty());
    return List.of();
  }

  /**
   * One user: its old value is refused since the new one was installed; only its sessions remain.
   */
  List<OpenSession> replaced(
      PostgresUser spec, Login rotator, Login old, Instant installed, boolean evenIfUsed) {
    if (!evenIfUsed) {
      return watch.at(spec.endpoints(), rotator, old.identity(), Optional.of(installed));
    }
    end(spec, rotator, old.identity(), Optional.of(installed));
    return List.of();
  }

  /**
   * Ends the sessions at every endpoint; only those opened before that time, if one is given.
   *
   * @throws StepFailedException STILL_ACCEPTED if some do not end
   */
  private void end(PostgresUser spec, Login rotator, String identity, Optional<Instant> before) {
    List<OpenSession> left = watch.end(spec.endpoints(), rotator, identity, before);
    if (!left.isEmpty()) {
      throw new StepFailedException(
          FailureCode.STILL_ACCEPTED,
          left.size()
              + " sessions of "
              + identity
              + " do not end yet: "
              + left.getFirst().sentence());
    }
  }

  /** Nobody logs in as a role that does not exist. */
  private static List<OpenSession> absent(StepFailedException failure) {
    if (failure.code() == FailureCode.NOT_FOUND) {
      return List.of();
    }
    throw failure;
  }
}
