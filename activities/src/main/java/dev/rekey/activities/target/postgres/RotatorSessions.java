package dev.rekey.activities.target.postgres;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.PostgresEndpoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Rekey's own sessions, kept open between steps because a login costs more than the work. A refused
 * rotator is not tried again for a while: five hundred credentials that share it would lock its
 * account.
 */
final class RotatorSessions {
  private static final Duration REFUSAL_REMEMBERED = Duration.ofMinutes(5);

  /** Databases that every server has. */
  private static final List<String> OTHERS = List.of("postgres", "template1");

  /** Nobody answers, whatever the database; or the server starts or stops. */
  private static final Set<String> UNREACHABLE =
      Set.of("08000", "08001", "08004", "57P01", "57P02", "57P03");

  /** Somebody ended the session; it may have been in the middle of a word. */
  private static final Set<String> ENDED = Set.of("57P01", "08003", "08006");

  private static final Duration OPPOSED = Duration.ofSeconds(10);

  private final PostgresConnector connector;
  private final Map<Key, SessionPool> pools = new ConcurrentHashMap<>();
  private final Map<Key, Instant> refused = new ConcurrentHashMap<>();

  RotatorSessions(PostgresConnector connector) {
    this.connector = connector;
  }

  /** Who, and where; the value is compared, never hashed or shown. */
  private record Key(PostgresEndpoint endpoint, Login rotator) {}

  /**
   * Work in one session. Whatever it throws, its session is thrown away, and what was open there
   * with it.
   */
  interface Work<T> {
    /** Does it. */
    T in(RotatorSession session) throws SQLException;
  }

  /** Ends those that rest. */
  void close() {
    pools.values().forEach(SessionPool::closeResting);
  }

  /**
   * Does the work.
   *
   * @throws StepFailedException if it fails, or no session can be had
   */
  <T> T at(PostgresEndpoint endpoint, Login rotator, Work<T> work) {
    return by(List.of(endpoint), endpoint, rotator, work);
  }

  /**
   * The same for what is the server's, and not one database's. Whoever owns the database can keep
   * Rekey out of it; that keeps nobody from being refused.
   */
  <T> T atServer(PostgresEndpoint endpoint, Login rotator, Work<T> work) {
    return by(doors(endpoint), endpoint, rotator, work);
  }

  /**
   * The same against some who may end Rekey's sessions as fast as they are opened: members of
   * {@code pg_signal_backend} may. If that happens, the first words of each new session log them
   * out, and the work follows, until it is done or patience is over.
   */
  <T> T against(
      Collection<String> opponents, PostgresEndpoint endpoint, Login rotator, Work<T> work) {
    SQLException failure;
    try {
      return lent(enter(doors(endpoint), rotator), endpoint, work);
    } catch (SQLException e) {
      failure = e;
    }
    long since = System.nanoTime();
    while (ENDED.contains(SqlFailures.state(failure))
        && System.nanoTime() - since < OPPOSED.toNanos()) {
      try (Connection connection = connector.open(endpoint, rotator)) {
        RotatorSession.logOut(connection, opponents);
        RotatorSession.prepare(connection);
        return work.in(new RotatorSession(connection, endpoint));
      } catch (SQLException e) {
        failure = e;
      }
    }
    throw failure(failure, endpoint);
  }

  private static List<PostgresEndpoint> doors(PostgresEndpoint endpoint) {
    return Stream.concat(Stream.of(endpoint), OTHERS.stream().map(endpoint::in))
        .distinct()
        .toList();
  }

  /** In a session for this alone: of many databases, none keeps one. */
  <T> T once(PostgresEndpoint endpoint, Login rotator, Work<T> work) {
    try (Connection connection = login(new Key(endpoint, rotator))) {
      return work.in(new RotatorSession(connection, endpoint));
    } catch (SQLException e) {
      throw SqlFailures.of(e, endpoint.name());
    }
  }

  private record Entered(SessionPool pool, Connection connection) {}

  private <T> T by(
      List<PostgresEndpoint> doors, PostgresEndpoint endpoint, Login rotator, Work<T> work) {
    try {
      return lent(enter(doors, rotator), endpoint, work);
    } catch (SQLException e) {
      throw failure(e, endpoint);
    }
  }

  private static StepFailedException failure(SQLException e, PostgresEndpoint endpoint) {
    return LoginAnswer.unproven(e)
        ? Refusals.unproven(endpoint.name())
        : SqlFailures.of(e, endpoint.name());
  }

  private static <T> T lent(Entered where, PostgresEndpoint endpoint, Work<T> work)
      throws SQLException {
    boolean done = false;
    try {
      T result = work.in(new RotatorSession(where.connection(), endpoint));
      done = true;
      return result;
    } finally {
      where.pool().giveBack(where.connection(), done);
    }
  }

  /** By the first of these that lets us in; what the first one says counts. */
  private Entered enter(List<PostgresEndpoint> doors, Login rotator) throws SQLException {
    List<SQLException> failures = new ArrayList<>();
    for (PostgresEndpoint door : doors) {
      Key key = new Key(door, rotator);
      SessionPool pool = pools.computeIfAbsent(key, k -> new SessionPool(() -> login(k)));
      try {
        return new Entered(pool, pool.borrow());
      } catch (SQLException e) {
        failures.add(e);
        if (!keepsOut(e)) {
          break;
        }
      }
    }
    throw failures.getFirst();
  }

  private static boolean keepsOut(SQLException failure) {
    String state = SqlFailures.state(failure);
    return !state.startsWith("28") && !UNREACHABLE.contains(state);
  }

  private Connection login(Key key) throws SQLException {
    Instant until = refused.getOrDefault(key, Instant.MIN);
    if (Instant.now().isBefore(until)) {
      throw new StepFailedException(
          FailureCode.ROTATOR_REJECTED,
          key.endpoint().name() + " has just refused the rotator's login");
    }
    try {
      Connection connection = connector.open(key.endpoint(), key.rotator());
      RotatorSession.prepare(connection);
      return connection;
    } catch (SQLException e) {
      if (LoginAnswer.refused(e)) {
        refused.put(key, Instant.now().plus(REFUSAL_REMEMBERED));
      }
      throw e;
    }
  }
}
