package dev.rekey.activities.target.postgres;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.credential.PostgresStrategy.AlternatingUsers;
import dev.rekey.model.credential.PostgresStrategy.SingleUser;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.incident.Living;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Refuses every role of a credential at once. Of two users both lose LOGIN; a single user gets a
 * password that nobody knows, so that the next rotation alone lets it in again. A changed role
 * leaves its sessions alive, so they are ended, and looked for again.
 */
final class RoleContainment {
  private static final String MAY_LOG_IN =
      "SELECT rolname FROM pg_roles WHERE rolcanlogin AND rolname = ANY (string_to_array(?, chr(1)))";

  private final RotatorSessions rotators;
  private final SessionWatch watch;
  private final RoleRevocation revocation;
  private final ScramVerifier verifier;

  RoleContainment(RotatorSessions rotators, RoleRevocation revocation, ScramVerifier verifier) {
    this.rotators = rotators;
    this.watch = new SessionWatch(rotators);
    this.revocation = revocation;
    this.verifier = verifier;
  }

  /**
   * Refuses the roles, all but the kept one, and says what was done.
   *
   * @param unknown a password that nobody will know
   */
  List<String> contain(
      PostgresUser spec, Login rotator, Optional<Login> kept, SecretValue unknown) {
    List<String> suspects = suspects(spec, kept);
    List<String> done = new ArrayList<>();
    if (!suspects.isEmpty()) {
      done.addAll(
          switch (spec.strategy()) {
            case AlternatingUsers both -> refuse(spec, rotator, suspects);
            case SingleUser single -> scramble(spec, rotator, single.user(), unknown);
          });
    }
    for (String identity : suspects) {
      revocation.end(spec, rotator, identity, Optional.empty());
      done.add("no session of " + identity);
    }
    return done;
  }

  private List<String> refuse(PostgresUser spec, Login rotator, List<String> suspects) {
    List<String> able = mayLogIn(spec, rotator, suspects);
    rotators.at(
        spec.primary(),
        rotator,
        session -> {
          for (String identity : able) {
            session.run("ALTER ROLE " + Quoting.name(identity) + " NOLOGIN");
          }
          return true;
        });
    return suspects.stream()
        .map(
            identity ->
                able.contains(identity)
                    ? "role " + identity + " refused"
                    : "role " + identity + " was refused already")
        .toList();
  }

  private List<String> scramble(
      PostgresUser spec, Login rotator, String user, SecretValue unknown) {
    String password = Quoting.text(verifier.of(new Login(user, unknown)));
    rotators.at(
        spec.primary(),
        rotator,
        session -> {
          session.run("ALTER ROLE " + Quoting.name(user) + " PASSWORD " + password);
          return true;
        });
    return List.of("role " + user + " got a password that nobody knows");
  }

  /** Roles that may log in, and sessions, all but those of what replaced them. */
  List<Living> living(PostgresUser spec, Login rotator, Optional<Login> kept) {
    List<String> suspects = suspects(spec, kept);
    List<Living> found = new ArrayList<>();
    if (spec.overlaps()) {
      mayLogIn(spec, rotator, suspects)
          .forEach(one -> found.add(new Living("role may log in", one, spec.primary().name())));
    }
    for (String identity : suspects) {
      watch
          .at(spec.endpoints(), rotator, identity, Optional.empty())
          .forEach(one -> found.add(new Living("session", one.sentence(), spec.target())));
    }
    return found;
  }

  private List<String> mayLogIn(PostgresUser spec, Login rotator, List<String> suspects) {
    return rotators.at(
        spec.primary(),
        rotator,
        session ->
            session.rows(MAY_LOG_IN, row -> row.getString(1), String.join("\u0001", suspects)));
  }

  private static List<String> suspects(PostgresUser spec, Optional<Login> kept) {
    return spec.identities().stream()
        .filter(identity -> kept.filter(login -> login.identity().equals(identity)).isEmpty())
        .toList();
  }
}
