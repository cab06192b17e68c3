package dev.rekey.activities.target.postgres;

import dev.rekey.activities.target.NativeId;
import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.model.credential.PostgresUser;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the roles of some credentials are called at one endpoint, and whether they may log in. A
 * renamed role keeps its sessions, and its password unless that is stored as MD5; one that was
 * dropped keeps its sessions too, with whatever they did {@code SET ROLE} to. Both keep their oid.
 */
final class RoleNames {
  private static final String LOOK =
      """
      SELECT rolname, rolcanlogin, oid::text AS oid,
        (SELECT system_identifier::text FROM pg_control_system()) AS cluster
      FROM (SELECT * FROM pg_roles WHERE rolname = ANY (?::text[])
        UNION SELECT * FROM pg_roles WHERE oid = ANY (?::oid[])) AS these\
      """;

  /** Whose role this was nobody can tell any more. */
  private static final String DROPPED =
      "SELECT DISTINCT usesysid::text FROM pg_stat_activity"
          + " WHERE usename IS NULL AND usesysid IS NOT NULL";

  private final Map<String, Role> byName = new HashMap<>();
  private final Map<String, Role> byOid = new HashMap<>();
  private List<String> strangers = List.of();

  private RoleNames() {}

  private record Role(String name, boolean able, String oid, String cluster) {
    static Role of(ResultSet row) throws SQLException {
      return new Role(
          row.getString("rolname"),
          row.getBoolean("rolcanlogin"),
          row.getString("oid"),
          row.getString("cluster"));
    }
  }

  /** Looks. */
  static RoleNames at(RotatorSession session, List<Suspect<PostgresUser>> there)
      throws SQLException {
    RoleNames names = new RoleNames();
    String called = joined(there.stream().flatMap(one -> one.spec().identities().stream()));
    String known = joined(there.stream().flatMap(one -> one.natives().stream()).map(NativeId::id));
    session.rows(LOOK, Role::of, called, known).forEach(names::add);
    if (there.stream().anyMatch(names::hasUnknown)) {
      names.strangers =
          session.rows(DROPPED, row -> row.getString(1)).stream()
              .map(SessionWatch::dropped)
              .toList();
    }
    return names;
  }

  private static String joined(Stream<String> words) {
    return Quoting.array(words.toList());
  }

  private void add(Role role) {
    byName.put(role.name(), role);
    byOid.put(role.oid(), role);
  }

  /** Whether one of its roles is not there, and none was ever met. */
  private boolean hasUnknown(Suspect<PostgresUser> one) {
    return one.natives().isEmpty() && !one.spec().identities().stream().allMatch(this::exists);
  }

  /** Whether there is a role of this name. */
  boolean exists(String role) {
    return byName.containsKey(role);
  }

  /** Whether it may log in. */
  boolean able(String role) {
    return Optional.ofNullable(byName.get(role)).filter(Role::able).isPresent();
  }

  /**
   * The suspect roles of one, under all their names; also those of which sessions alone are left.
   */
  List<String> of(Suspect<PostgresUser> one) {
    return Stream.of(one.identities().stream(), others(one).stream(), left(one))
        .flatMap(names -> names)
        .distinct()
        .toList();
  }

  /** The names that its roles got from somebody else. */
  List<String> others(Suspect<PostgresUser> one) {
    return one.natives().stream()
        .flatMap(it -> here(it).stream())
        .map(Role::name)
        .filter(name -> !one.spec().identities().contains(name))
        .distinct()
        .toList();
  }

  private Stream<String> left(Suspect<PostgresUser> one) {
    Stream<String> known =
        one.natives().stream()
            .filter(it -> !byOid.containsKey(it.id()))
            .map(it -> SessionWatch.dropped(it.id()));
    return hasUnknown(one) ? Stream.concat(known, strangers.stream()) : known;
  }

  /** The same role, in the same cluster: in another one its oid is anybody's. */
  private Optional<Role> here(NativeId id) {
    return Optional.ofNullable(byOid.get(id.id())).filter(it -> it.cluster().equals(id.place()));
  }

  /** Who the roles of one are. */
  List<NativeId> natives(Suspect<PostgresUser> one) {
    return one.spec().identities().stream()
        .flatMap(name -> Optional.ofNullable(byName.get(name)).stream())
        .map(role -> new NativeId(role.name(), role.cluster(), role.oid()))
        .toList();
  }

  /** What this role of one was called when it was met, if that was something else. */
  Optional<String> once(Suspect<PostgresUser> one, String name) {
    return one.natives().stream()
        .filter(it -> here(it).filter(role -> role.name().equals(name)).isPresent())
        .map(NativeId::identity)
        .filter(before -> !before.equals(name))
        .findFirst();
  }

  /** What became of a role that is not there under its name. */
  String fate(Suspect<PostgresUser> one, String role) {
    List<NativeId> met = one.natives().stream().filter(it -> it.identity().equals(role)).toList();
    Optional<String> now =
        met.stream().flatMap(it -> here(it).stream()).map(Role::name).findFirst();
    return now.map(name -> "role " + role + " is called " + name + " now")
        .orElse(met.isEmpty() ? "there is no role " + role : "role " + role + " was dropped");
  }

  /** What people must do, for a single user can only be replaced under the name that it has. */
  Optional<String> nameBack(Suspect<PostgresUser> one) {
    return one.spec().overlaps() || one.spec().identities().stream().anyMatch(this::exists)
        ? Optional.empty()
        : others(one).stream()
            .findFirst()
            .map(
                now ->
                    "Give the role its name back, for it is replaced under no other: ALTER ROLE %s RENAME TO %s"
                        .formatted(
                            Quoting.name(now), Quoting.name(one.spec().identities().getFirst())));
  }

  /** All names of all of them. */
  List<String> all(Collection<Suspect<PostgresUser>> there) {
    return there.stream().flatMap(one -> of(one).stream()).sorted().distinct().toList();
  }
}
