package dev.rekey.activities.target.postgres;

import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.rotation.Fact;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a role can leave behind in PostgreSQL that lets somebody come back: {@link LeftBehindQuery}
 * says what. Rekey's own membership is none of it. PostgreSQL knows when something was made only
 * with {@code track_commit_timestamp}; without it everything is shown, and the time is said to be
 * unknown. Only the rotator's own database is looked at.
 */
final class LeftBehind {
  private static final Duration LOOK_BACK = Duration.ofDays(14);

  /**
   * What the role itself made. Roles, memberships and settings are a rotator's or an
   * administrator's own work, and what belongs to its group may be anybody's of that.
   */
  private static final Pattern OF_ITS_MAKING =
      Pattern.compile(
          "function( that runs with the rights of its owner)?|relation|schema|extension"
              + "|event trigger|foreign server|subscription|publication|database"
              + "|(trigger|rule|policy) on .*|privileges? .*");

  private LeftBehind() {}

  /** What is known to be older than the exposure is left out; what may be younger is not. */
  static List<Finding> by(RotatorSession session, Suspect<PostgresUser> suspect, Instant since)
      throws SQLException {
    String where = session.endpoint().name();
    List<Finding> all =
        all(session, suspect).stream()
            .filter(one -> one.at().filter(since::isAfter).isEmpty())
            .toList();
    if (all.size() <= LeftBehindQuery.MOST) {
      return all;
    }
    List<Finding> shown = new ArrayList<>(all.subList(0, LeftBehindQuery.MOST));
    shown.add(new Finding("more than is told", "what else they own", where, Optional.empty()));
    return shown;
  }

  /** What is known to have been made in the two weeks before: somebody had the role then. */
  static List<Fact> before(RotatorSession session, Suspect<PostgresUser> suspect, Instant since)
      throws SQLException {
    Instant from = since.minus(LOOK_BACK);
    return all(session, suspect).stream()
        .filter(one -> OF_ITS_MAKING.matcher(one.what()).matches())
        .filter(one -> one.at().filter(at -> at.isBefore(since) && !at.isBefore(from)).isPresent())
        .map(
            one ->
                new Fact(one.what() + ": " + one.identity(), one.where(), one.at().orElseThrow()))
        .toList();
  }

  private static List<Finding> all(RotatorSession session, Suspect<PostgresUser> suspect)
      throws SQLException {
    String where = session.endpoint().name();
    String roles = Quoting.array(RoleNames.at(session, List.of(suspect)).of(suspect));
    return session.rows(LeftBehindQuery.FOUND, row -> finding(where, row), roles);
  }

  private static Finding finding(String where, ResultSet row) throws SQLException {
    return new Finding(
        row.getString("what"),
        row.getString("name"),
        where,
        Optional.ofNullable(row.getTimestamp("at")).map(Timestamp::toInstant));
  }
}
