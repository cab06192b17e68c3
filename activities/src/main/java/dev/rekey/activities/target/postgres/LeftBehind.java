package dev.rekey.activities.target.postgres;

import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.incident.Finding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a role can leave behind in PostgreSQL that lets somebody come back: {@link LeftBehindQuery}
 * says what. Rekey's own membership is none of it. PostgreSQL knows when something was made only
 * with {@code track_commit_timestamp}; without it everything is shown, and the time is said to be
 * unknown. Only the rotator's own database is looked at.
 */
final class LeftBehind {
  private LeftBehind() {}

  /** What is known to be older than the exposure is left out; what may be younger is not. */
  static List<Finding> by(RotatorSession session, Suspect<PostgresUser> suspect, Instant since)
      throws SQLException {
    String where = session.endpoint().name();
    String roles = Quoting.array(RoleNames.at(session, List.of(suspect)).of(suspect));
    List<Finding> all =
        session.rows(LeftBehindQuery.FOUND, row -> finding(where, row), roles).stream()
            .filter(one -> one.at().filter(since::isAfter).isEmpty())
            .toList();
    if (all.size() <= LeftBehindQuery.MOST) {
      return all;
    }
    List<Finding> shown = new ArrayList<>(all.subList(0, LeftBehindQuery.MOST));
    shown.add(new Finding("more than is told", "what else they own", where, Optional.empty()));
    return shown;
  }

  private static Finding finding(String where, ResultSet row) throws SQLException {
    return new Finding(
        row.getString("what"),
        row.getString("name"),
        where,
        Optional.ofNullable(row.getTimestamp("at")).map(Timestamp::toInstant));
  }
}
