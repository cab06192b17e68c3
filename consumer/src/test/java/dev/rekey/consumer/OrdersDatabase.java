package dev.rekey.consumer;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A real PostgreSQL that checks passwords (scram-sha-256), with the two users of one credential.
 */
final class OrdersDatabase implements AutoCloseable {
  private final EmbeddedPostgres postgres;
  private final Connection admin;

  OrdersDatabase(Path folder) throws IOException, SQLException {
    postgres = EmbeddedPostgres.builder().setDataDirectory(folder).start();

    admin = postgres.getPostgresDatabase().getConnection();
    run("CREATE ROLE orders NOLOGIN");
    run("CREATE TABLE line (id bigint)");
    run("GRANT SELECT, INSERT ON line TO orders");
    run("CREATE ROLE orders_a LOGIN IN ROLE orders");
    run("CREATE ROLE orders_b LOGIN IN ROLE orders");
    // Who is connected stays: only new connections meet the new rule.
    Files.writeString(folder.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
    run("SELECT pg_reload_conf()");
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
  }

  void run(String sql) throws SQLException {
    try (Statement statement = admin.createStatement()) {
      statement.execute(sql);
    }
  }

  void password(String user, String password) throws SQLException {
    run("ALTER ROLE " + user + " PASSWORD '" + password + "'");
  }

  /** How many sessions a user has, as the server sees it. */
  int sessionsOf(String user) throws SQLException {
    try (Statement statement = admin.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE usename = '" + user + "'")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  List<String> users() throws SQLException {
    List<String> users = new ArrayList<>();
    try (Statement statement = admin.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT DISTINCT usename FROM pg_stat_activity WHERE usename LIKE 'orders%'")) {
      while (rows.next()) {
        users.add(rows.getString(1));
      }
    }
    return users;
  }

  @Override
  public void close() throws IOException, SQLException {
    admin.close();
    postgres.close();
  }
}
