package dev.rekey.activities.target.postgres;

import dev.rekey.activities.target.Trial.Verdict;
import java.sql.SQLException;
import org.postgresql.util.GT;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What a failed login says about the credential. Only two answers of the server do: the password is
 * wrong (or there is no such role: it does not tell), and the role may not log in. Others have the
 * same SQLSTATE 28000, such as a missing line in pg_hba.conf, and are told apart by the routine
 * that raised them.
 */
final class LoginAnswer {
  private LoginAnswer() {}

  /** Refused, or unknown. */
  static Verdict verdict(SQLException failure) {
    return refused(failure) ? Verdict.REFUSED : Verdict.UNKNOWN;
  }

  /** Whether the server refused this credential, as opposed to this client, network or moment. */
  static boolean refused(SQLException failure) {
    ServerErrorMessage message =
        failure instanceof PSQLException known ? known.getServerErrorMessage() : null;
    if (message == null) {
      return false;
    }
    return switch (String.valueOf(message.getSQLState())) {
      case "28P01" -> "auth_failed".equals(message.getRoutine());
      case "28000" -> "InitializeSessionUserId".equals(message.getRoutine());
      default -> false;
    };
  }

  /** Whether the server asked for no SCRAM proof, and the driver therefore hung up. */
  static boolean unproven(SQLException failure) {
    return failure instanceof PSQLException known
        && known.getServerErrorMessage() == null
        && "08004".equals(known.getSQLState())
        && GT.tr("Authentication method is not allowed by requireAuth").equals(known.getMessage());
  }
}
