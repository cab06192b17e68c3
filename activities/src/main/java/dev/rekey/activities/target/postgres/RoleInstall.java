package dev.rekey.activities.target.postgres;

import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.PostgresStrategy.AlternatingUsers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a login role a new verifier, in two round trips: one looks, one changes everything in one
 * transaction and reads the server's clock after its commit, so that no session of the old value is
 * younger than that.
 */
final class RoleInstall {
  private final ScramVerifier verifier;

  RoleInstall(ScramVerifier verifier) {
    this.verifier = verifier;
  }

  /**
   * What there is.
   *
   * @param present whether the role exists
   * @param canLogIn whether it may log in
   * @param expired whether its VALID UNTIL is past
   * @param member whether it is a member of the group
   * @param group whether the group exists
   * @param sessions how many sessions it has
   * @param attributes what a new role takes over from the current one: INHERIT, CONNECTION LIMIT
   * @param validUntil until when the role is to be valid, if that must be set
   */
  record Look(
      boolean present,
      boolean canLogIn,
      boolean expired,
      boolean member,
      boolean group,
      int sessions,
      String attributes,
      String validUntil) {
    private static final String QUERY =
        """
        SELECT p.oid IS NOT NULL AS present, coalesce(p.rolcanlogin, false) AS can_log_in,
          coalesce(p.rolvaliduntil <= clock_timestamp(), false) AS expired,
          EXISTS (SELECT FROM pg_auth_members m WHERE m.roleid = g.oid AND m.member = p.oid) AS member,
          g.oid IS NOT NULL AS group_present,
          (SELECT count(*) FROM pg_stat_activity s WHERE s.usesysid = p.oid) AS sessions,
          CASE WHEN c.rolinherit IS FALSE THEN 'NOINHERIT' ELSE 'INHERIT' END
            || ' CONNECTION LIMIT ' || coalesce(c.rolconnlimit, -1) AS attributes,
          CASE WHEN c.rolvaliduntil > clock_timestamp() THEN c.rolvaliduntil::text
            ELSE 'infinity' END AS valid_until
        FROM (SELECT) AS one LEFT JOIN pg_roles p ON p.rolname = ?
          LEFT JOIN pg_roles c ON c.rolname = ? LEFT JOIN pg_roles g ON g.rolname = ?
        """;

    static Look at(RotatorSession session, String role, String model, String group)
        throws SQLException {
      return session.rows(QUERY, Look::of, role, model, group).getFirst();
    }

    private static Look of(ResultSet row) throws SQLException {
      return new Look(
          row.getBoolean("present"),
          row.getBoolean("can_log_in"),
          row.getBoolean("expired"),
          row.getBoolean("member"),
          row.getBoolean("group_present"),
          row.getInt("sessions"),
          row.getString("attributes"),
          row.getString("valid_until"));
    }

    boolean inUse() {
      return present && canLogIn && sessions > 0;
    }
  }

  /**
   * Makes one of two users accept this login; a missing role is made in the image of the current
   * one.
   */
  Instant alternating(
      RotatorSession session, AlternatingUsers users, Look look, Login pending, String model)
      throws SQLException {
    if (!look.group()) {
      throw Refusals.notFound("The group role " + users.group() + " does not exist");
    }
    String role = Quoting.name(pending.identity());
    String group = Quoting.name(users.group());
    List<String> changes = new ArrayList<>();
    if (look.present()) {
      if (!look.member()) {
        changes.add("GRANT " + group + " TO " + role);
      }
      changes.add("ALTER ROLE " + role + " LOGIN " + secret(pending) + validity(look));
    } else {
      changes.add(
          "CREATE ROLE %s LOGIN %s VALID UNTIL %s %s IN ROLE %s"
              .formatted(
                  role,
                  look.attributes(),
                  Quoting.text(look.validUntil()),
                  secret(pending),
                  group));
      changes.addAll(RoleSettings.copy(session, model, pending.identity()));
    }
    return change(session, changes);
  }

  /** Changes the one user's password, and lets it log in again if somebody has forbidden that. */
  Instant single(RotatorSession session, Look look, Login pending) throws SQLException {
    if (!look.present()) {
      throw Refusals.notFound("The role " + pending.identity() + " does not exist");
    }
    String role = Quoting.name(pending.identity());
    String attributes = (look.canLogIn() ? "" : "LOGIN ") + secret(pending) + validity(look);
    return change(session, List.of("ALTER ROLE " + role + " " + attributes));
  }

  private String secret(Login pending) {
    return "PASSWORD " + Quoting.text(verifier.of(pending));
  }

  private static String validity(Look look) {
    return look.expired() ? " VALID UNTIL " + Quoting.text(look.validUntil()) : "";
  }

  private static Instant change(RotatorSession session, List<String> changes) throws SQLException {
    List<String> script = new ArrayList<>();
    script.add("BEGIN");
    script.addAll(changes);
    script.add("COMMIT");
    script.add("SELECT clock_timestamp()");
    try {
      return session.script(script, row -> row.getTimestamp(1).toInstant()).getFirst();
    } catch (SQLException e) {
      throw SqlFailures.ofValue(e, session.endpoint().name());
    }
  }
}
