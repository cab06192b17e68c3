package dev.rekey.activities.target.postgres;

import dev.rekey.activities.Deed;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.model.credential.PostgresStrategy.AlternatingUsers;
import dev.rekey.model.credential.PostgresStrategy.RdsMasterUser;
import dev.rekey.model.credential.PostgresStrategy.SingleUser;
import dev.rekey.model.credential.PostgresUser;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Refuses the logins of many roles in one go, and tells how each was before. */
final class RoleRefusal {
  private final ScramVerifier verifier;
  private final PasswordMint mint = new PasswordMint();

  RoleRefusal(ScramVerifier verifier) {
    this.verifier = verifier;
  }

  /** What was done about each role that there is; what was not is among the troubles. */
  Map<String, List<Deed>> of(
      RotatorSession session, List<Suspect<PostgresUser>> there, Troubles troubles)
      throws SQLException {
    Map<String, Boolean> able = new HashMap<>();
    Map<String, List<Deed>> done = new LinkedHashMap<>();
    for (RoleLook.State before : RoleLook.states(session, RoleContainment.roles(there))) {
      able.put(before.role(), before.able());
      add(done, before.role(), Deed.before(before.sentence()));
    }
    Map<String, String> statements = new TreeMap<>(); // in one order everywhere: no deadlocks
    Optional<String> unknown = unknown(there);
    there.forEach(one -> statements(one, able, unknown, statements, done));
    troubles.each(RoleBatch.run(session, statements), session.endpoint().name());
    return done;
  }

  private static void statements(
      Suspect<PostgresUser> one,
      Map<String, Boolean> able,
      Optional<String> unknown,
      Map<String, String> statements,
      Map<String, List<Deed>> done) {
    boolean closed = isClosed(one, able);
    for (String role : one.identities().stream().filter(able::containsKey).toList()) {
      String alter = "ALTER ROLE " + Quoting.name(role);
      switch (one.spec().strategy()) {
        case AlternatingUsers both when !able.getOrDefault(role, false) ->
            add(done, role, refusedAlready(role, closed));
        case AlternatingUsers both -> {
          statements.put(role, alter + " NOLOGIN");
          add(done, role, Deed.done("role " + role + " refused"));
        }
        case SingleUser single -> {
          statements.put(role, alter + " PASSWORD " + unknown.orElseThrow());
          add(
              done,
              role,
              closed
                  ? Deed.found(
                      "role " + role + " was refused already, and got a password that nobody knows")
                  : unknownPassword(role));
        }
        case RdsMasterUser master -> {} // RDS alone can
      }
    }
  }

  /** One more thing about a role. */
  static void add(Map<String, List<Deed>> done, String role, Deed deed) {
    done.computeIfAbsent(role, r -> new ArrayList<>()).add(deed);
  }

  private static Deed refusedAlready(String role, boolean byOthers) {
    String what = "role " + role + " was refused already";
    return byOthers ? Deed.found(what) : Deed.done(what);
  }

  /** Routine lets one of its roles log in; if none may, somebody else forbade it. */
  private static boolean isClosed(Suspect<PostgresUser> one, Map<String, Boolean> able) {
    return one.kept().isEmpty()
        && one.identities().stream().noneMatch(role -> able.getOrDefault(role, false));
  }

  /** One for all of them: what nobody knows need not differ. */
  private Optional<String> unknown(List<Suspect<PostgresUser>> there) {
    return there.stream()
        .map(Suspect::spec)
        .filter(spec -> spec.strategy() instanceof SingleUser)
        .findFirst()
        .map(spec -> new Login(spec.identities().getFirst(), mint.mint(spec.password())))
        .map(login -> Quoting.text(verifier.of(login)));
  }

  /** It lets nobody in any more, and nobody can tell how to. */
  static Deed unknownPassword(String role) {
    return Deed.done("role " + role + " got a password that nobody knows");
  }
}
