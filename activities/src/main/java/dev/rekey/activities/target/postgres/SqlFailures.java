package dev.rekey.activities.target.postgres;

import dev.rekey.activities.StepFailedException;
import dev.rekey.model.FailureCode;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What a SQLSTATE means for a step (PostgreSQL's appendix A). The words are ours: a server's
 * message may quote a statement, so nothing of it passes but its five characters.
 */
final class SqlFailures {
  /**
   * Serialization failure, deadlock, lock not available, and two that made the same role at once.
   */
  private static final Set<String> COLLISIONS =
      Set.of("40001", "40P01", "55P03", "55006", "42710", "23505");

  /**
   * What {@code check_password_hook} modules and managed services answer to a value they dislike.
   */
  private static final Set<String> VALUE_STATES =
      Set.of("22023", "28P01", "28000", "0A000", "22000", "P0001");

  private SqlFailures() {}

  /** The failure of a statement at an endpoint. */
  static StepFailedException of(SQLException failure, String endpoint) {
    Optional<String> tls = TlsFailures.sentence(failure);
    if (tls.isPresent()) {
      return Refusals.unavailable(endpoint + " " + tls.get());
    }
    FailureCode code = code(failure);
    return new StepFailedException(code, endpoint + " " + says(code, state(failure)));
  }

  /** The failure of a statement that sets a password: there, some states speak of the value. */
  static StepFailedException ofValue(SQLException failure, String endpoint) {
    if (VALUE_STATES.contains(state(failure))) {
      return Refusals.value(endpoint + " refuses the new value (SQLSTATE " + state(failure) + ")");
    }
    return of(failure, endpoint);
  }

  /** The class of a failed statement. */
  static FailureCode code(SQLException failure) {
    String state = state(failure);
    if (state.equals("53300")) {
      return FailureCode.THROTTLED;
    }
    if (state.equals("42501")) {
      return FailureCode.PERMISSION_DENIED;
    }
    if (state.equals("42704") || state.equals("3D000")) {
      return FailureCode.NOT_FOUND;
    }
    if (COLLISIONS.contains(state) || state.equals("25006") || concurrent(failure)) {
      return FailureCode.TARGET_UNAVAILABLE;
    }
    return switch (state.substring(0, 2)) {
      case "08", "53", "57", "58" -> FailureCode.TARGET_UNAVAILABLE;
      case "28" -> FailureCode.ROTATOR_REJECTED;
      default -> FailureCode.UNEXPECTED;
    };
  }

  /** The SQLSTATE; a driver that names none has lost the connection. */
  static String state(SQLException failure) {
    String state = failure.getSQLState();
    return state == null || state.length() != 5 ? "08000" : state;
  }

  /** Two writers of one catalog row: PostgreSQL has no state of its own for it. */
  private static boolean concurrent(SQLException failure) {
    ServerErrorMessage message =
        failure instanceof PSQLException known ? known.getServerErrorMessage() : null;
    return message != null
        && "XX000".equals(message.getSQLState())
        && ("simple_heap_update".equals(message.getRoutine())
            || "simple_heap_delete".equals(message.getRoutine()));
  }

  private static String says(FailureCode code, String state) {
    String sentence =
        switch (code) {
          case THROTTLED -> "has no connection to spare";
          case PERMISSION_DENIED -> "denies the rotator what the step needs";
          case NOT_FOUND -> "does not know the database or role";
          case ROTATOR_REJECTED -> "refuses the rotator's login";
          case TARGET_UNAVAILABLE -> unavailable(state);
          default -> "answered what we do not understand";
        };
    return sentence + " (SQLSTATE " + state + ")";
  }

  private static String unavailable(String state) {
    return switch (state) {
      case "25006" -> "is read-only: it is a replica, or is becoming one";
      case "57P01" -> "ended the session: it stops, or a member of pg_signal_backend ends Rekey's";
      default -> "cannot be reached, or cannot answer now";
    };
  }
}
