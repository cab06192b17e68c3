package dev.rekey.activities.target.postgres;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.Outcome;
import dev.rekey.activities.target.Together;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresStrategy.AlternatingUsers;
import dev.rekey.model.credential.PostgresStrategy.SingleUser;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.incident.Living;
import dev.rekey.model.rotation.UserOfOld.OpenSession;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Refuses every role of many credentials at once. Of two users both lose LOGIN; a single user gets
 * a password that nobody knows, so that the next rotation alone lets it in again. A changed role
 * leaves its sessions alive, so they are ended, and looked for again.
 */
final class RoleContainment implements Together<PostgresUser> {
  private final RotatorSessions rotators;
  private final RoleLook look;
  private final ScramVerifier verifier;
  private final PasswordMint mint = new PasswordMint();

  RoleContainment(RotatorSessions rotators, ScramVerifier verifier) {
    this.rotators = rotators;
    this.look = new RoleLook(rotators);
    this.verifier = verifier;
  }

  @Override
  public List<Outcome<List<String>>> before(Login rotator, List<Suspect<PostgresUser>> suspects) {
    return Places.ask(suspects, (endpoints, there) -> look.state(endpoints, rotator, there));
  }

  @Override
  public List<Outcome<List<Living>>> living(Login rotator, List<Suspect<PostgresUser>> suspects) {
    return Places.ask(suspects, (endpoints, there) -> look.living(endpoints, rotator, there));
  }

  @Override
  public List<Outcome<List<String>>> contain(Login rotator, List<Suspect<PostgresUser>> suspects) {
    return Places.ask(suspects, (endpoints, there) -> contain(endpoints, rotator, there));
  }

  private List<Outcome<List<String>>> contain(
      List<PostgresEndpoint> endpoints, Login rotator, List<Suspect<PostgresUser>> there) {
    Troubles troubles = new Troubles();
    List<String> roles = roles(there);
    Map<String, String> done = refuse(endpoints.getFirst(), rotator, there, troubles);
    Set<OpenSession> told = ConcurrentHashMap.newKeySet();
    EveryEndpoint.ask(endpoints, endpoint -> logOut(endpoint, rotator, roles, troubles, told));
    Map<String, List<OpenSession>> ended =
        told.stream().collect(Collectors.groupingBy(OpenSession::identity));
    return there.stream()
        .map(
            one ->
                troubles.outcome(
                    one.identities(),
                    one.identities().stream()
                        .flatMap(
                            role ->
                                told(
                                    done.getOrDefault(role, "there is no role " + role),
                                    ended.getOrDefault(role, List.of())))
                        .toList()))
        .toList();
  }

  private static Stream<String> told(String done, List<OpenSession> ended) {
    return Stream.concat(
        Stream.of(done), ended.stream().map(session -> "ended: " + session.sentence()).sorted());
  }

  static List<String> roles(List<Suspect<PostgresUser>> there) {
    return there.stream().flatMap(one -> one.identities().stream()).sorted().distinct().toList();
  }

  /** What was done about each role that there is; what was not is among the troubles. */
  private Map<String, String> refuse(
      PostgresEndpoint primary,
      Login rotator,
      List<Suspect<PostgresUser>> there,
      Troubles troubles) {
    try {
      return rotators.at(primary, rotator, session -> refuse(session, there, troubles));
    } catch (StepFailedException failure) {
      troubles.all(roles(there), failure);
      return Map.of();
    }
  }

  private Map<String, String> refuse(
      RotatorSession session, List<Suspect<PostgresUser>> there, Troubles troubles)
      throws SQLException {
    Map<String, Boolean> able = RoleLook.able(session, roles(there));
    Optional<String> unknown = unknown(there);
    Map<String, String> statements = new TreeMap<>(); // in one order everywhere: no deadlocks
    Map<String, String> done = new LinkedHashMap<>();
    for (Suspect<PostgresUser> one : there) {
      for (String role : one.identities().stream().filter(able::containsKey).toList()) {
        String alter = "ALTER ROLE " + Quoting.name(role);
        switch (one.spec().strategy()) {
          case AlternatingUsers both when !able.getOrDefault(role, false) ->
              done.put(role, "role " + role + " was refused already");
          case AlternatingUsers both -> {
            statements.put(role, alter + " NOLOGIN");
            done.put(role, "role " + role + " refused");
          }
          case SingleUser single ->
              overwrite(role, alter + " PASSWORD " + unknown.orElseThrow(), statements, done);
        }
      }
    }
    troubles.each(RoleBatch.run(session, statements), session.endpoint().name());
    return done;
  }

  private static void overwrite(
      String role, String alter, Map<String, String> statements, Map<String, String> done) {
    statements.put(role, alter);
    done.put(role, "role " + role + " got a password that nobody knows");
  }

  /** One for all of them: what nobody knows need not differ. */
  private Optional<String> unknown(List<Suspect<PostgresUser>> there) {
    return there.stream()
        .map(Suspect::spec)
        .filter(spec -> !spec.overlaps())
        .findFirst()
        .map(spec -> new Login(spec.identities().getFirst(), mint.mint(spec.password())))
        .map(login -> Quoting.text(verifier.of(login)));
  }

  private boolean logOut(
      PostgresEndpoint endpoint,
      Login rotator,
      List<String> roles,
      Troubles troubles,
      Set<OpenSession> told) {
    try {
      rotators.at(
          endpoint,
          rotator,
          session -> {
            troubles.each(
                Halving.each(
                    roles,
                    some ->
                        SessionWatch.end(session, some, Optional.empty(), told)
                            .forEach(left -> troubles.stays(left.identity(), left.sentence()))),
                endpoint.name());
            return true;
          });
    } catch (StepFailedException failure) {
      troubles.all(roles, failure);
    }
    return true;
  }
}
