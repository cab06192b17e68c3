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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Refuses the logins of many roles in one go, and tells how each was before. */
final class RoleRefusal {
  private final RoleNames names;
  private final Optional<String> unknown;
  private final Map<String, String> statements = new TreeMap<>(); // one order: no deadlocks
  private final Map<String, List<Deed>> done = new LinkedHashMap<>();

  private RoleRefusal(RoleNames names, List<Suspect<PostgresUser>> there, ScramVerifier verifier) {
    this.names = names;
    this.unknown = unknown(there, verifier);
  }

  /**
   * What was done about each role that there is; what was not is among the troubles, or held.
   *
   * @param names what they are called
   */
  static Refusal of(
      RotatorSession session,
      RoleNames names,
      List<Suspect<PostgresUser>> there,
      ScramVerifier verifier,
      Troubles troubles)
      throws SQLException {
    RoleRefusal refusal = new RoleRefusal(names, there, verifier);
    for (RoleLook.State before : RoleLook.states(session, names.all(there))) {
      add(refusal.done, before.role(), Deed.before(before.sentence()));
    }
    there.forEach(refusal::refuse);
    Map<String, SQLException> failed = RoleBatch.run(session, refusal.statements);
    Map<String, String> held = new TreeMap<>(refusal.statements);
    held.keySet().retainAll(failed.keySet());
    held.keySet().removeIf(role -> !HeldRoles.isHeld(Objects.requireNonNull(failed.get(role))));
    failed.keySet().removeAll(held.keySet());
    troubles.each(failed, session.endpoint().name());
    return new Refusal(refusal.done, held);
  }

  /**
   * What came of it.
   *
   * @param done the deeds, by role
   * @param held what is still to be run, by the role that somebody holds locked
   */
  record Refusal(Map<String, List<Deed>> done, Map<String, String> held) {}

  private void refuse(Suspect<PostgresUser> one) {
    boolean closed = isClosed(one);
    for (String role : names.of(one).stream().filter(names::exists).toList()) {
      String alter = "ALTER ROLE " + Quoting.name(role);
      String known =
          "role " + role + names.once(one, role).map(before -> ", once " + before + ",").orElse("");
      switch (one.spec().strategy()) {
        case AlternatingUsers both when !names.able(role) ->
            add(done, role, already(known + " was refused already", closed));
        case AlternatingUsers both -> {
          statements.put(role, alter + " NOLOGIN");
          add(done, role, Deed.done(known + " refused"));
        }
        case SingleUser single -> {
          statements.put(role, alter + " NOLOGIN PASSWORD " + unknown.orElseThrow());
          String what = closed ? known + " was refused already, and got" : known + " got";
          add(done, role, already(what + NOBODYS, closed));
        }
        case RdsMasterUser master -> {} // RDS alone can
      }
    }
  }

  private static final String NOBODYS = " a password that nobody knows";

  static Deed unknownPassword(String role) {
    return Deed.done("role " + role + " got" + NOBODYS);
  }

  /** One more thing about a role. */
  static void add(Map<String, List<Deed>> done, String role, Deed deed) {
    done.computeIfAbsent(role, r -> new ArrayList<>()).add(deed);
  }

  private static Deed already(String what, boolean byOthers) {
    return byOthers ? Deed.found(what) : Deed.done(what);
  }

  /** Routine lets one of its roles log in; if none may, somebody else forbade it. */
  private boolean isClosed(Suspect<PostgresUser> one) {
    return one.kept().isEmpty() && names.of(one).stream().noneMatch(names::able);
  }

  /** One for all of them: what nobody knows need not differ. */
  private static Optional<String> unknown(
      List<Suspect<PostgresUser>> there, ScramVerifier verifier) {
    return there.stream()
        .map(Suspect::spec)
        .filter(spec -> spec.strategy() instanceof SingleUser)
        .findFirst()
        .map(
            spec ->
                new Login(spec.identities().getFirst(), new PasswordMint().mint(spec.password())))
        .map(login -> Quoting.text(verifier.of(login)));
  }
}
