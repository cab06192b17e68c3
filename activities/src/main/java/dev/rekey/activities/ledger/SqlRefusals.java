package dev.rekey.activities.ledger;

import dev.rekey.activities.StepFailedException;
import dev.rekey.model.FailureCode;
import java.sql.SQLException;
import java.util.Objects;

/**
 * Our words for what the ledger's PostgreSQL refuses. The driver's may quote values, so they are
 * dropped. Codes: PostgreSQL's documentation, appendix A.
 */
final class SqlRefusals {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String DISK_FULL = "53100";
  private static final String READ_ONLY = "25006";
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final FailureCode code;

  SqlRefusals(FailureCode code) {
    this.code = code;
  }

  StepFailedException of(SQLException e) {
    String what = code == FailureCode.STORE_UNAVAILABLE ? "The secret store" : "The ledger";
    return switch (Objects.requireNonNullElse(e.getSQLState(), "")) {
      case DISK_FULL -> failed(what + "'s disk is full");
      case LOCK_NOT_AVAILABLE -> failed("Another call still works on the same credential");
      case READ_ONLY -> failed(what + "'s PostgreSQL takes no writes now (read-only)");
      case INSUFFICIENT_PRIVILEGE -> failed(what + "'s role lacks a permission in its database");
      default -> failed(what + " does not answer" + state(e));
    };
  }

  /** False for a taken name; anything else goes on. */
  static boolean refuseUnlessTaken(SQLException e) throws SQLException {
    if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
      return false;
    }
    throw e;
  }

  private StepFailedException failed(String reason) {
    return new StepFailedException(code, reason);
  }

  private static String state(SQLException e) {
    return e.getSQLState() == null ? "" : " (SQLSTATE " + e.getSQLState() + ")";
  }
}
