package dev.rekey.activities.target.postgres;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.PostgresEndpoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Rekey's own sessions, kept open between steps because a login costs more than the work. A refused
 * rotator is not tried again for a while: five hundred credentials that share it would lock its
 * account.
 */
final class RotatorSessions {
  private static final Duration REFUSAL_REMEMBERED = Duration.ofMinutes(5);

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
    Key key = new Key(endpoint, rotator);
    SessionPool pool = pools.computeIfAbsent(key, k -> new SessionPool(() -> login(k)));
    Connection connection = borrow(key, pool);
    boolean done = false;
    try {
      T result = work.in(new RotatorSession(connection, endpoint));
      done = true;
      return result;
    } catch (SQLException e) {
      throw SqlFailures.of(e, endpoint.name());
    } finally {
      pool.giveBack(connection, done);
    }
  }

  private Connection borrow(Key key, SessionPool pool) {
    try {
      return pool.borrow();
    } catch (SQLException e) {
      if (LoginAnswer.unproven(e)) {
        throw Refusals.unproven(key.endpoint().name());
      }
      throw SqlFailures.of(e, key.endpoint().name());
    }
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
