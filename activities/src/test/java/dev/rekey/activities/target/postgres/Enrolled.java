package dev.rekey.activities.target.postgres;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.testing.PostgresServer;
import dev.rekey.model.credential.PasswordPolicy;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A group role that may read one table, a login in it, and a rotator that the administrator's file
 * made.
 */
public record Enrolled(String group, Login current, Login rotator) {
  /** The first password of every current login. */
  public static final String PLANTED = "Planted1current0password2never3seen4in5logs6";

  private static final AtomicInteger COUNTER = new AtomicInteger();

  /** Makes them, under names of their own. */
  public static Enrolled at(PostgresServer server, String prefix) {
    String group = prefix + COUNTER.incrementAndGet();
    String user = quoted(group + "_a");
    server.sql(
        "CREATE ROLE " + quoted(group),
        "CREATE TABLE " + quoted("t_" + group) + " (id int)",
        "GRANT SELECT ON " + quoted("t_" + group) + " TO " + quoted(group),
        "CREATE ROLE " + user + " LOGIN IN ROLE " + quoted(group),
        "ALTER ROLE " + user + " SET role = " + quoted(group),
        "ALTER ROLE " + user + " SET search_path = \"$user\", public, \"odd, one\"",
        "ALTER ROLE " + user + " CONNECTION LIMIT 7",
        "ALTER ROLE " + user + " PASSWORD '" + PLANTED + "'");
    return new Enrolled(
        group,
        new Login(group + "_a", SecretValue.of(PLANTED)),
        server.rotator("rotator_" + group, group, group + "_a"));
  }

  /** Two users in turn, at these endpoints. */
  public PostgresUser spec(PostgresEndpoint... endpoints) {
    return spec(PostgresStrategy.AlternatingUsers.of(group), endpoints);
  }

  static PostgresUser spec(PostgresStrategy strategy, PostgresEndpoint... endpoints) {
    return new PostgresUser(
        new SecretId("orders/db"),
        List.of(endpoints),
        new SecretId("orders/rotator"),
        strategy,
        PasswordPolicy.DEFAULT);
  }

  static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
