package dev.rekey.activities.target.postgres;

import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.PostgresEndpoint;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Opens connections. TLS with a checked name everywhere but on loopback; the password is only ever
 * proven by SCRAM-SHA-256 (the driver's {@code requireAuth}), by which the server proves that it
 * knows it too; and no server can hold us for longer than seconds.
 */
final class PostgresConnector {
  private static final Driver DRIVER = new Driver();

  private final Duration patience;

  /** Takes how long to wait for a connection, and for a login. */
  PostgresConnector(Duration patience) {
    this.patience = patience;
  }

  /**
   * A connection for a moment: closing it waits until the server has forgotten it. The login is
   * tried once; a second time only if the server did not say anything of it, but that it wants TLS
   * on its loopback as well. The driver's own second try would come after a refusal too.
   */
  Connection probe(PostgresEndpoint endpoint, Login login) throws SQLException {
    Properties properties = properties(endpoint, login);
    PGProperty.SOCKET_TIMEOUT.set(properties, (int) patience.toSeconds());
    PGProperty.SOCKET_FACTORY.set(properties, PartingSocketFactory.class.getName());
    if (!bareLoopback(endpoint)) {
      return connect(endpoint, properties);
    }
    try {
      PGProperty.SSL_MODE.set(properties, "disable");
      return connect(endpoint, properties);
    } catch (SQLException e) {
      if (!"28000".equals(e.getSQLState()) || LoginAnswer.refused(e)) {
        throw e;
      }
      PGProperty.SSL_MODE.set(properties, "require");
      return connect(endpoint, properties);
    }
  }

  private static boolean bareLoopback(PostgresEndpoint endpoint) {
    return endpoint.loopback() && endpoint.rootCertificate().isEmpty();
  }

  /** A connection to work with. */
  Connection open(PostgresEndpoint endpoint, Login login) throws SQLException {
    Properties properties = properties(endpoint, login);
    PGProperty.SOCKET_TIMEOUT.set(properties, 3 * (int) patience.toSeconds());
    PGProperty.FLUSH_CACHE_ON_DDL.set(properties, false); // ALTER ROLE changes no query's plan
    return connect(endpoint, properties);
  }

  private static Connection connect(PostgresEndpoint endpoint, Properties properties)
      throws SQLException {
    Connection connection = DRIVER.connect(url(endpoint), properties);
    if (connection == null) {
      throw new SQLException("not a PostgreSQL address: " + endpoint.name(), "08001");
    }
    return connection;
  }

  private static String url(PostgresEndpoint endpoint) {
    String host = endpoint.host();
    if (host.indexOf(',') >= 0) { // the driver would take it for several servers and choose one
      throw Refusals.badRequest("An endpoint is one server: " + endpoint.name());
    }
    boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
    return "jdbc:postgresql://%s:%d/%s"
        .formatted(
            bare ? "[" + host + "]" : host,
            endpoint.port(),
            URLEncoder.encode(endpoint.database(), StandardCharsets.UTF_8));
  }

  private Properties properties(PostgresEndpoint endpoint, Login login) {
    int seconds = (int) patience.toSeconds();
    Properties properties = new Properties();
    PGProperty.USER.set(properties, login.identity());
    PGProperty.PASSWORD.set(properties, login.value().reveal());
    PGProperty.APPLICATION_NAME.set(properties, "rekey");
    PGProperty.CONNECT_TIMEOUT.set(properties, seconds);
    PGProperty.LOGIN_TIMEOUT.set(properties, 2 * seconds);
    PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, seconds);
    PGProperty.REQUIRE_AUTH.set(properties, "scram-sha-256");
    PGProperty.GSS_ENC_MODE.set(properties, "disable");
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "14"); // saves two round trips
    PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
    transport(endpoint, properties);
    return properties;
  }

  private static void transport(PostgresEndpoint endpoint, Properties properties) {
    PGProperty.CHANNEL_BINDING.set(properties, "prefer");
    if (endpoint.rootCertificate().isPresent()) {
      PGProperty.SSL_MODE.set(properties, "verify-full");
      PGProperty.SSL_ROOT_CERT.set(properties, endpoint.rootCertificate().get());
    } else if (bareLoopback(endpoint)) {
      PGProperty.SSL_MODE.set(properties, "prefer");
    } else {
      PGProperty.SSL_MODE.set(properties, "verify-full");
      PGProperty.SSL_FACTORY.set(properties, "org.postgresql.ssl.DefaultJavaSSLFactory");
    }
  }
}
