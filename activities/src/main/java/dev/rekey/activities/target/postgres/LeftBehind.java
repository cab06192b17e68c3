package dev.rekey.activities.target.postgres;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.model.credential.PostgresEndpoint;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a role can leave behind in PostgreSQL that lets somebody come back: {@link LeftBehindQuery}
 * says what. Rekey's own membership is none of it. PostgreSQL knows when something was made only
 * with {@code track_commit_timestamp}; without it everything is shown, and the time is said to be
 * unknown. Every database is looked at in which there is something; one that cannot be is told.
 */
final class LeftBehind {
  private static final Duration LOOK_BACK = Duration.ofDays(14);

  /** More other databases are not looked at. */
  private static final int MOST_DATABASES = 20;

  /**
   * What the role itself made. Roles, memberships and settings are a rotator's or an
   * administrator's own work, and what belongs to its group may be anybody's of that.
   */
  private static final Pattern OF_ITS_MAKING =
      Pattern.compile(
          "function( that runs with the rights of its owner)?|relation|schema|extension"
              + "|event trigger|foreign server|subscription|publication|database|large object"
              + "|(trigger|rule|policy) on .*|privileges? .*");

  private final RotatorSessions rotators;

  LeftBehind(RotatorSessions rotators) {
    this.rotators = rotators;
  }

  /** What is known to be older than the exposure is left out; what may be younger is not. */
  List<Finding> by(
      PostgresEndpoint primary, Login rotator, Suspect<PostgresUser> suspect, Instant since) {
    List<Finding> all =
        all(primary, rotator, suspect).stream()
            .filter(one -> one.at().filter(since::isAfter).isEmpty())
            .toList();
    if (all.size() <= LeftBehindQuery.MOST) {
      return all;
    }
    List<Finding> shown = new ArrayList<>(all.subList(0, LeftBehindQuery.MOST));
    shown.add(
        new Finding("more than is told", "what else they own", primary.name(), Optional.empty()));
    return shown;
  }

  /** What is known to have been made in the two weeks before: somebody had the role then. */
  List<Fact> before(
      PostgresEndpoint primary, Login rotator, Suspect<PostgresUser> suspect, Instant since) {
    Instant from = since.minus(LOOK_BACK);
    return all(primary, rotator, suspect).stream()
        .filter(one -> OF_ITS_MAKING.matcher(one.what()).matches())
        .filter(one -> one.at().filter(at -> at.isBefore(since) && !at.isBefore(from)).isPresent())
        .map(
            one ->
                new Fact(one.what() + ": " + one.identity(), one.where(), one.at().orElseThrow()))
        .toList();
  }

  private record Elsewhere(String database, long owned, boolean open) {}

  private record Seen(String roles, List<Finding> here, List<Elsewhere> elsewhere) {}

  /** What was not looked at first; then something of each database in turn. */
  private List<Finding> all(
      PostgresEndpoint primary, Login rotator, Suspect<PostgresUser> suspect) {
    Seen seen = rotators.atServer(primary, rotator, session -> seen(session, suspect));
    List<Finding> unseen = new ArrayList<>();
    List<List<Finding>> found = new ArrayList<>(List.of(seen.here()));
    for (Elsewhere one : seen.elsewhere()) {
      if (!one.open() || one.database().isBlank() || found.size() > MOST_DATABASES) {
        unseen.add(unseen(primary, one));
        continue;
      }
      PostgresEndpoint there = primary.in(one.database());
      try {
        found.add(
            rotators.once(
                there,
                rotator,
                session -> found(session, LeftBehindQuery.FOUND_IN_DATABASE, seen.roles())));
      } catch (StepFailedException shut) {
        unseen.add(unseen(primary, one));
      }
    }
    return Stream.concat(unseen.stream(), inTurn(found)).toList();
  }

  private static Seen seen(RotatorSession session, Suspect<PostgresUser> suspect)
      throws SQLException {
    String roles = Quoting.array(RoleNames.at(session, List.of(suspect)).of(suspect));
    return new Seen(
        roles,
        found(session, LeftBehindQuery.FOUND, roles),
        session.rows(
            LeftBehindQuery.OTHER_DATABASES,
            row -> new Elsewhere(row.getString(1), row.getLong(2), row.getBoolean(3)),
            roles));
  }

  private static Finding unseen(PostgresEndpoint primary, Elsewhere one) {
    return new Finding(
        "database that the rotator could not look at, though they own %d objects there"
            .formatted(one.owned()),
        one.database(),
        primary.name(),
        Optional.empty());
  }

  /** Whoever makes many things in one database hides with them nothing in another one. */
  private static Stream<Finding> inTurn(List<List<Finding>> found) {
    return IntStream.range(0, LeftBehindQuery.MOST + 1)
        .boxed()
        .flatMap(i -> found.stream().filter(list -> list.size() > i).map(list -> list.get(i)));
  }

  private static List<Finding> found(RotatorSession session, String query, String roles)
      throws SQLException {
    String database = session.rows("SELECT current_database()", row -> row.getString(1)).getFirst();
    String where = session.endpoint().in(database).name();
    return session.rows(query, row -> finding(where, row), roles);
  }

  private static Finding finding(String where, ResultSet row) throws SQLException {
    return new Finding(
        row.getString("what"),
        row.getString("name"),
        where,
        Optional.ofNullable(row.getTimestamp("at")).map(Timestamp::toInstant));
  }
}
