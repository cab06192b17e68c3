package dev.rekey.activities.target.postgres;

import dev.rekey.activities.Deed;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.Outcome;
import dev.rekey.activities.target.Together;
import dev.rekey.activities.target.postgres.Whereabouts.Known;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresStrategy.RdsMasterUser;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.incident.Living;
import dev.rekey.model.rotation.UserOfOld.OpenSession;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Refuses every role of many credentials at once. Of two users both lose LOGIN; a single user gets
 * a password that nobody knows, so that the next rotation alone lets it in again; so does a master
 * user of RDS, later than the others. A changed role leaves its sessions alive, so they are ended,
 * and looked for again. What can be done is done even where not every endpoint is known.
 */
final class RoleContainment implements Together<PostgresUser> {
  private final Places places;
  private final RotatorSessions rotators;
  private final MasterPassword masters;
  private final RoleLook look;
  private final RoleRefusal refusal;

  RoleContainment(
      Places places, RotatorSessions rotators, ScramVerifier verifier, MasterPassword masters) {
    this.places = places;
    this.masters = masters;
    this.rotators = rotators;
    this.look = new RoleLook(rotators);
    this.refusal = new RoleRefusal(verifier);
  }

  @Override
  public List<Outcome<List<String>>> before(Login rotator, List<Suspect<PostgresUser>> suspects) {
    return places.ask(
        suspects, (here, there) -> look.state(here.all().endpoints(), rotator, there));
  }

  @Override
  public List<Outcome<List<Living>>> living(Login rotator, List<Suspect<PostgresUser>> suspects) {
    return places.ask(
        suspects, (here, there) -> look.living(here.all().endpoints(), rotator, there));
  }

  @Override
  public List<Outcome<List<Deed>>> contain(Login rotator, List<Suspect<PostgresUser>> suspects) {
    return places.ask(suspects, (here, there) -> contain(here, rotator, there));
  }

  private List<Outcome<List<Deed>>> contain(
      Known here, Login rotator, List<Suspect<PostgresUser>> there) {
    Troubles troubles = new Troubles();
    List<PostgresEndpoint> endpoints = here.spec().endpoints();
    List<String> roles = roles(there);
    here.gap().ifPresent(gap -> troubles.all(roles, gap));
    Map<String, List<Deed>> done = refuse(endpoints.getFirst(), rotator, there, troubles);
    Set<OpenSession> told = ConcurrentHashMap.newKeySet();
    EveryEndpoint.ask(endpoints, endpoint -> logOut(endpoint, rotator, roles, troubles, told));
    for (String master : shutMasters(endpoints, there, troubles, done)) {
      List<String> one = List.of(master);
      EveryEndpoint.ask(endpoints, endpoint -> logOut(endpoint, rotator, one, troubles, told));
    }
    return there.stream()
        .map(one -> troubles.outcome(one.identities(), told(one, done, told)))
        .toList();
  }

  private static List<Deed> told(
      Suspect<PostgresUser> one, Map<String, List<Deed>> done, Set<OpenSession> ended) {
    return one.identities().stream()
        .flatMap(
            role ->
                Stream.concat(
                    done
                        .getOrDefault(role, List.of(Deed.done("there is no role " + role)))
                        .stream(),
                    ended.stream()
                        .filter(session -> session.identity().equals(role))
                        .map(Deed::ended)
                        .sorted(Comparator.comparing(Deed::what))))
        .toList();
  }

  /**
   * Those whose password RDS was asked to change: it takes its time, and they may log in till then.
   */
  private List<String> shutMasters(
      List<PostgresEndpoint> endpoints,
      List<Suspect<PostgresUser>> there,
      Troubles troubles,
      Map<String, List<Deed>> done) {
    List<String> masters = new ArrayList<>();
    for (Suspect<PostgresUser> one : there) {
      if (one.spec().strategy() instanceof RdsMasterUser && !one.identities().isEmpty()) {
        masters.addAll(one.identities());
        shut(one, endpoints, troubles, done);
      }
    }
    return masters;
  }

  private void shut(
      Suspect<PostgresUser> one,
      List<PostgresEndpoint> endpoints,
      Troubles troubles,
      Map<String, List<Deed>> done) {
    try {
      masters.shut(one.spec().at(endpoints));
      one.identities()
          .forEach(role -> RoleRefusal.add(done, role, RoleRefusal.unknownPassword(role)));
    } catch (StepFailedException failure) {
      troubles.all(one.identities(), failure);
    }
  }

  static List<String> roles(List<Suspect<PostgresUser>> there) {
    return there.stream().flatMap(one -> one.identities().stream()).sorted().distinct().toList();
  }

  /** What was done about each role that there is; what was not is among the troubles. */
  private Map<String, List<Deed>> refuse(
      PostgresEndpoint primary,
      Login rotator,
      List<Suspect<PostgresUser>> there,
      Troubles troubles) {
    try {
      return rotators.at(primary, rotator, session -> refusal.of(session, there, troubles));
    } catch (StepFailedException failure) {
      troubles.all(roles(there), failure);
      return new HashMap<>();
    }
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
