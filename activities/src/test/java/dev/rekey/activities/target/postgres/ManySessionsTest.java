package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.testing.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManySessionsTest {
  /** As a session of the rotator runs it: planned before the roles are known. */
  private static List<String> plan(PostgresServer server, String query) throws SQLException {
    try (Connection session = server.connect("postgres", PostgresServer.PASSWORD)) {
      RotatorSession.prepare(session);
      try (PreparedStatement explain = session.prepareStatement("EXPLAIN " + query)) {
        explain.setString(1, "{orders_a,orders_b}");
        explain.setString(2, "infinity");
        try (ResultSet rows = explain.executeQuery()) {
          List<String> lines = new ArrayList<>();
          while (rows.next()) {
            lines.add(rows.getString(1));
          }
          return lines;
        }
      }
    }
  }

  static List<String> queries() {
    return List.of(SessionWatch.SESSIONS, SessionWatch.TERMINATE);
  }

  @ParameterizedTest
  @MethodSource("queries")
  void a_session_is_looked_up_among_the_roles_and_not_compared_to_each(String query)
      throws SQLException {
    try (PostgresServer server = PostgresServer.start()) {
      assertThat(plan(server, query)).anyMatch(line -> line.contains("hashed SubPlan"));
    }
  }
}
