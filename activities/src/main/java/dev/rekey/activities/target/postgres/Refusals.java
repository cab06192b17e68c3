package dev.rekey.activities.target.postgres;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.PostgresUser;
import java.sql.SQLException;

/** The failures that this target finds by itself, by their names. */
final class Refusals {
  private Refusals() {}

  static StepFailedException badRequest(String reason) {
    return new StepFailedException(FailureCode.BAD_REQUEST, reason);
  }

  static StepFailedException notFound(String reason) {
    return new StepFailedException(FailureCode.NOT_FOUND, reason);
  }

  static StepFailedException denied(String reason) {
    return new StepFailedException(FailureCode.PERMISSION_DENIED, reason);
  }

  static StepFailedException unavailable(String reason) {
    return new StepFailedException(FailureCode.TARGET_UNAVAILABLE, reason);
  }

  static StepFailedException value(String reason) {
    return new StepFailedException(FailureCode.VALUE_REJECTED, reason);
  }

  static StepFailedException live(Login login) {
    return badRequest(
        "With alternating users, " + login.identity() + " is current and is not re-keyed");
  }

  static StepFailedException idleUserInUse(Login idle, int sessions) {
    return new StepFailedException(
        FailureCode.IDLE_USER_IN_USE,
        idle.identity() + " is to be re-keyed next, but has " + sessions + " sessions");
  }

  static StepFailedException unproven(String endpoint) {
    return new StepFailedException(
        FailureCode.TARGET_ACCEPTS_ANYTHING,
        endpoint
            + " does not ask for a SCRAM-SHA-256 proof of the password (pg_hba.conf says trust, password or"
            + " md5, or the password is stored as MD5), so that logging in proves nothing there");
  }

  /** With a role that is not there nothing can be compared. */
  static void unlessThere(RotatorSession session, String role) throws SQLException {
    if (session.rows("SELECT FROM pg_roles WHERE rolname = ?", row -> true, role).isEmpty()) {
      throw notFound(
          session.endpoint().name() + " has no role " + role + ": was it renamed, or dropped?");
    }
  }

  /** No role but the credential's own is ever touched. */
  static void unlessOwned(PostgresUser spec, Login login) {
    if (!spec.identities().contains(login.identity())) {
      throw badRequest(
          login.identity() + " is not a login role of the credential " + spec.secret());
    }
  }
}
