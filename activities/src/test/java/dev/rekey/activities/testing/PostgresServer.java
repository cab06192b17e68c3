package dev.rekey.activities.testing;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.credential.PostgresEndpoint;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * A real PostgreSQL whose passwords count: SCRAM-SHA-256 for every connection, and every statement
 * in its log.
 */
public final class PostgresServer implements AutoCloseable {
  /** The superuser's password; planted, so that logs can be searched for it. */
  public static final String PASSWORD = "planted-superuser-password-5f1c";

  private static final String SCRAM =
      "host all all 127.0.0.1/32 scram-sha-256\nhost replication all 127.0.0.1/32 scram-sha-256\n";

  private final int port;
  private final Path data;
  private final Closeable process;

  PostgresServer(int port, Path data, Closeable process) {
    this.port = port;
    this.data = data;
    this.process = process;
  }

  /** Starts one of the version that Rekey brings along. */
  public static PostgresServer start() {
    return start(Map.of());
  }

  /** The same with settings of its own. */
  public static PostgresServer start(Map<String, String> settings) {
    try {
      Path data = Files.createTempDirectory("rekey-postgres");
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(true);
      PostgresProcess.SETTINGS.forEach(builder::setServerConfig);
      settings.forEach(builder::setServerConfig);
      EmbeddedPostgres postgres = builder.start();
      return new PostgresServer(postgres.getPort(), data, postgres).closeTheDoor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts one whose programs are installed on this machine, such as an older version. */
  public static PostgresServer start(Path programs) {
    return PostgresProcess.fresh(programs).closeTheDoor();
  }

  /** A streaming copy of this one, with the same roles. */
  public PostgresServer replica() {
    return PostgresProcess.copy(this);
  }

  private PostgresServer closeTheDoor() {
    sql("ALTER ROLE postgres PASSWORD '" + PASSWORD + "'");
    authenticationByScram();
    return this;
  }

  /** Replaces pg_hba.conf; the superuser keeps its way in. */
  public void authentication(String rules) {
    String all = "host all postgres 127.0.0.1/32 scram-sha-256\n" + rules;
    try {
      Files.writeString(data.resolve("pg_hba.conf"), all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sql("SELECT pg_reload_conf()");
    Awaitility.await()
        .until(
            () ->
                query(
                        "SELECT pg_conf_load_time() > (pg_stat_file('pg_hba.conf')).modification"
                            + " AND pg_conf_load_time() > pg_postmaster_start_time()")
                    .equals(List.of("t")));
  }

  /** Back to SCRAM for everybody. */
  public void authenticationByScram() {
    authentication(SCRAM);
  }

  /** Its port on loopback. */
  public int port() {
    return port;
  }

  /** Its database {@code postgres} as a primary. */
  public PostgresEndpoint endpoint() {
    return endpoint(false);
  }

  /** Its database {@code postgres}, said to be a replica or not. */
  public PostgresEndpoint endpoint(boolean replica) {
    return new PostgresEndpoint("127.0.0.1", port(), "postgres", replica, Optional.empty());
  }

  /** The superuser. */
  public Login superuser() {
    return new Login("postgres", SecretValue.of(PASSWORD));
  }

  /** Where its files are. */
  public Path data() {
    return data;
  }

  /** What it has logged. */
  public String log() {
    try {
      return Files.readString(data.resolve("log/server.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A session of its own, to be closed by the caller. */
  public Connection connect(String user, String password) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port() + "/postgres?ApplicationName=test", user, password);
  }

  /** Runs statements as the superuser. */
  public void sql(String... statements) {
    try (Connection connection = connect("postgres", PASSWORD);
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of a query of the superuser. */
  public List<String> query(String sql) {
    try (Connection connection = connect("postgres", PASSWORD);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(1)));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs the file that administrators run, for these roles. */
  public Login rotator(String name, String... roles) {
    String named =
        Arrays.stream(roles)
            .map(role -> "\"" + role.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
            .collect(Collectors.joining(",", "{", "}"));
    try (var file =
        PostgresServer.class.getResourceAsStream(
            "/dev/rekey/activities/target/postgres/postgres-rotator.sql")) {
      String script =
          new String(
              java.util.Objects.requireNonNull(file).readAllBytes(),
              java.nio.charset.StandardCharsets.UTF_8);
      sql(
          "SELECT set_config('rekey.rotator', '" + name.replace("'", "''") + "', false)",
          "SELECT set_config('rekey.roles', '" + named.replace("'", "''") + "', false)",
          script,
          "ALTER ROLE \""
              + name.replace("\"", "\"\"")
              + "\" PASSWORD 'planted-rotator-password-77'");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Login(name, SecretValue.of("planted-rotator-password-77"));
  }

  @Override
  public void close() {
    try {
      process.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
