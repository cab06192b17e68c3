package dev.rekey.activities.target.postgres;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.target.postgres.GrantComparison.Difference;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.PostgresStrategy.AlternatingUsers;
import dev.rekey.model.credential.PostgresStrategy.RdsMasterUser;
import dev.rekey.model.credential.PostgresStrategy.SingleUser;
import dev.rekey.model.credential.PostgresUser;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether an endpoint is what it was said to be, and whether the rotator may do there what it must.
 */
final class RotatorCheck {
  private static final int OLDEST = 14;
  private static final int ADMIN_OPTION_NEEDED = 16;

  private static final String SERVER =
      """
      SELECT pg_is_in_recovery() AS replica, r.rolsuper AS superuser, r.rolcreaterole AS createrole,
        pg_has_role('pg_read_all_stats', 'USAGE') AS sees,
        pg_has_role('pg_signal_backend', 'USAGE') AS signals,
        (SELECT system_identifier FROM pg_control_system()) AS cluster
      FROM pg_roles r WHERE r.rolname = current_user
      """;

  private static final String ROLES =
      """
      SELECT rolname AS name, rolsuper AS superuser, rolreplication AS replication,
        rolcanlogin AS login, pg_has_role(oid, 'USAGE WITH ADMIN OPTION') AS admin
      FROM pg_roles WHERE rolname IN (?, ?, ?)
      """;

  private final PostgresUser spec;
  private final String rotator;
  private final Optional<String> current;
  private final List<String> clusters = new ArrayList<>();
  private final Set<String> existing = new HashSet<>();

  /** {@code current} is the user that works today, if there is one already. */
  RotatorCheck(PostgresUser spec, String rotator, Optional<String> current) {
    this.spec = spec;
    this.rotator = rotator;
    this.current = current;
  }

  private record Role(
      String name, boolean superuser, boolean replication, boolean login, boolean admin) {
    static Role of(ResultSet row) throws SQLException {
      return new Role(
          row.getString("name"),
          row.getBoolean("superuser"),
          row.getBoolean("replication"),
          row.getBoolean("login"),
          row.getBoolean("admin"));
    }
  }

  /** Checks one endpoint; the primary comes first. */
  boolean at(RotatorSession session) throws SQLException {
    String where = session.endpoint().name();
    if (session.majorVersion() < OLDEST) {
      throw Refusals.badRequest(where + " is older than PostgreSQL " + OLDEST);
    }
    session.rows(SERVER, row -> server(row, session));
    if (!session.endpoint().replica()) {
      List<Role> roles = roles(session);
      present(roles);
      if (!isMaster()) {
        reachable(roles, session.majorVersion());
      }
      equal(session);
    }
    return true;
  }

  /** Whether the primary knew this role when it was checked. */
  boolean exists(String role) {
    return existing.contains(role);
  }

  private boolean server(ResultSet row, RotatorSession session) throws SQLException {
    String where = session.endpoint().name();
    if (row.getBoolean("replica") != session.endpoint().replica()) {
      throw Refusals.badRequest(
          where
              + (row.getBoolean("replica") ? " is a replica" : " is no replica")
              + ", but was said to be"
              + (row.getBoolean("replica") ? " the primary" : " one"));
    }
    clusters.add(row.getString("cluster"));
    if (!clusters.getLast().equals(clusters.getFirst())) {
      throw Refusals.badRequest(where + " is no copy of " + spec.primary().name());
    }
    if (row.getBoolean("superuser")) {
      throw Refusals.badRequest(
          "The rotator " + rotator + " is a superuser; give Rekey a role with CREATEROLE alone");
    }
    require(
        isMaster() || row.getBoolean("createrole"),
        "ALTER ROLE " + Quoting.name(rotator) + " CREATEROLE");
    require(row.getBoolean("sees"), "GRANT pg_read_all_stats TO " + Quoting.name(rotator));
    require(row.getBoolean("signals"), "GRANT pg_signal_backend TO " + Quoting.name(rotator));
    return true;
  }

  private void require(boolean may, String statement) {
    if (!may) {
      throw Refusals.denied("The rotator lacks a right; as an administrator run: " + statement);
    }
  }

  /** Whose password RDS changes, and nobody else. */
  private boolean isMaster() {
    return spec.strategy() instanceof RdsMasterUser;
  }

  private List<Role> roles(RotatorSession session) throws SQLException {
    String first = spec.identities().getFirst();
    return session.rows(ROLES, Role::of, first, spec.identities().getLast(), group());
  }

  private String group() {
    return switch (spec.strategy()) {
      case AlternatingUsers users -> users.group();
      case SingleUser user -> user.user();
      case RdsMasterUser master -> master.user();
    };
  }

  private void present(List<Role> roles) {
    roles.stream().map(Role::name).forEach(existing::add);
    Stream.concat(Stream.of(group()), current.stream())
        .filter(name -> !existing.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw Refusals.notFound(spec.primary().name() + " has no role " + name);
            });
  }

  private void reachable(List<Role> roles, int version) {
    for (Role role : roles) {
      if (role.superuser() || (role.replication() && version < ADMIN_OPTION_NEEDED)) {
        throw Refusals.denied(
            role.name()
                + " is a superuser or replicates, so a rotator without superuser cannot change it");
      }
      require(
          role.admin() || version < ADMIN_OPTION_NEEDED,
          "GRANT %s TO %s WITH ADMIN TRUE, INHERIT FALSE, SET FALSE"
              .formatted(Quoting.name(role.name()), Quoting.name(rotator)));
    }
  }

  /**
   * What a new user would lack, or the other user lacks already; what install mends is left out.
   */
  private void equal(RotatorSession session) throws SQLException {
    if (!(spec.strategy() instanceof AlternatingUsers users)) {
      return;
    }
    String one = current.orElse(users.first());
    String other = users.first().equals(one) ? users.second() : users.first();
    boolean fresh = !exists(one) || !exists(other);
    List<Difference> differences =
        GrantComparison.between(session, one, other).stream()
            .filter(each -> !(fresh && each.copied()))
            .filter(each -> each.ofFirst() || !each.what().startsWith("VALID UNTIL"))
            .filter(each -> !each.what().equals("membership in " + users.group()))
            .toList();
    if (!differences.isEmpty()) {
      throw GrantComparison.failure(differences, one, other);
    }
    if (current.isPresent()) {
      member(session, users, one);
    }
  }

  private static void member(RotatorSession session, AlternatingUsers users, String user)
      throws SQLException {
    boolean member =
        session
            .rows(
                "SELECT EXISTS (SELECT FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid"
                    + " JOIN pg_roles u ON u.oid = m.member WHERE u.rolname = ? AND g.rolname = ?)",
                row -> row.getBoolean(1),
                user,
                users.group())
            .getFirst();
    if (!member) {
      throw new StepFailedException(
          FailureCode.GRANTS_DIFFER, user + " is no member of the group " + users.group());
    }
  }
}
