package dev.rekey.activities.target.postgres;

import dev.rekey.activities.Deed;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.NativeId;
import dev.rekey.activities.target.Outcome;
import dev.rekey.activities.target.Together;
import dev.rekey.activities.target.postgres.Whereabouts.Known;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresStrategy.RdsMasterUser;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.incident.Living;
import dev.rekey.model.rotation.UserOfOld.OpenSession;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

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
  private final HeldRoles heldRoles;
  private final ScramVerifier verifier;
  private final RefusedFirst first = new RefusedFirst(Duration.ofMillis(500));

  RoleContainment(
      Places places, RotatorSessions rotators, ScramVerifier verifier, MasterPassword masters) {
    this.places = places;
    this.masters = masters;
    this.rotators = rotators;
    this.look = new RoleLook(rotators);
    this.heldRoles = new HeldRoles(rotators);
    this.verifier = verifier;
  }

  @Override
  public List<Outcome<List<NativeId>>> natives(
      Login rotator, List<Suspect<PostgresUser>> suspects) {
    return places.ask(
        suspects,
        (here, there) -> look.named(here.all().primary(), rotator, there, RoleNames::natives));
  }

  @Override
  public List<Outcome<List<String>>> otherNames(
      Login rotator, List<Suspect<PostgresUser>> suspects) {
    return places.ask(
        suspects,
        (here, there) -> look.named(here.all().primary(), rotator, there, RoleNames::others));
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

  /** What the primary says of them; of nobody anything if it does not answer. */
  private record Refused(
      Map<String, List<Deed>> done, Map<String, String> held, Optional<RoleNames> names) {
    List<String> roles(Suspect<PostgresUser> one) {
      return names.map(known -> known.of(one)).orElseGet(one::identities);
    }

    List<Deed> deeds(Suspect<PostgresUser> one, String role) {
      boolean named = one.identities().contains(role);
      return done.getOrDefault(role, named ? List.of(absent(one, role)) : List.of());
    }

    void asks(OtherWays.Way way) {
      RoleRefusal.add(done, way.role(), Deed.asked(way.sentence()));
    }

    private Deed absent(Suspect<PostgresUser> one, String role) {
      return Deed.done(
          names.map(it -> it.fate(one, role)).orElse("role " + role + " is not known"));
    }
  }

  private List<Outcome<List<Deed>>> contain(
      Known here, Login rotator, List<Suspect<PostgresUser>> there) {
    Troubles troubles = new Troubles();
    List<PostgresEndpoint> endpoints = here.spec().endpoints();
    here.gap().ifPresent(gap -> troubles.all(roles(there), gap));
    PostgresEndpoint primary = endpoints.getFirst();
    Refused refused = first.at(primary, () -> refuse(primary, rotator, there, troubles));
    Set<OpenSession> told = ConcurrentHashMap.newKeySet();
    Set<String> held = refused.held().keySet();
    LogOut everybody = new LogOut(rotator, troubles, told);
    EveryEndpoint.ask(endpoints, at -> logOut(at, everybody, there, role -> !held.contains(role)));
    if (!held.isEmpty()) {
      heldRoles.wrest(primary, rotator, refused.held(), troubles, told);
      EveryEndpoint.ask(endpoints, at -> logOut(at, everybody, there, held::contains));
    }
    for (Suspect<PostgresUser> master : shutMasters(endpoints, there, troubles, refused.done())) {
      List<Suspect<PostgresUser>> one = List.of(master);
      EveryEndpoint.ask(endpoints, at -> logOut(at, everybody, one, role -> true));
    }
    lookForOtherWays(primary, rotator, refused, there, troubles);
    EndedSessions ended = new EndedSessions(told);
    return there.stream()
        .map(one -> troubles.outcome(refused.roles(one), told(one, refused, ended)))
        .toList();
  }

  /** It takes its time, so it comes last: what is refused already is no less so. */
  private void lookForOtherWays(
      PostgresEndpoint primary,
      Login rotator,
      Refused refused,
      List<Suspect<PostgresUser>> there,
      Troubles troubles) {
    List<String> roles = refused.names().map(known -> known.all(there)).orElse(List.of());
    if (roles.isEmpty()) {
      return;
    }
    try {
      rotators
          .atServer(primary, rotator, session -> OtherWays.of(session, roles))
          .forEach(refused::asks);
    } catch (StepFailedException failure) {
      troubles.all(roles, failure);
    }
  }

  private static List<Deed> told(Suspect<PostgresUser> one, Refused refused, EndedSessions ended) {
    List<Deed> deeds = new ArrayList<>();
    for (String role : refused.roles(one)) {
      deeds.addAll(refused.deeds(one, role));
      deeds.addAll(ended.of(role));
    }
    refused.names().flatMap(names -> names.nameBack(one)).map(Deed::asked).ifPresent(deeds::add);
    return deeds;
  }

  /**
   * Those whose password RDS was asked to change: it takes its time, and they may log in till then.
   */
  private List<Suspect<PostgresUser>> shutMasters(
      List<PostgresEndpoint> endpoints,
      List<Suspect<PostgresUser>> there,
      Troubles troubles,
      Map<String, List<Deed>> done) {
    List<Suspect<PostgresUser>> masters = new ArrayList<>();
    for (Suspect<PostgresUser> one : there) {
      if (one.spec().strategy() instanceof RdsMasterUser && !one.identities().isEmpty()) {
        masters.add(one);
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

  private Refused refuse(
      PostgresEndpoint primary,
      Login rotator,
      List<Suspect<PostgresUser>> there,
      Troubles troubles) {
    try {
      return rotators.against(
          roles(there),
          primary,
          rotator,
          session -> {
            RoleNames names = RoleNames.at(session, there);
            RoleRefusal.Refusal what = RoleRefusal.of(session, names, there, verifier, troubles);
            return new Refused(what.done(), what.held(), Optional.of(names));
          });
    } catch (StepFailedException failure) {
      troubles.all(roles(there), failure);
      return new Refused(new HashMap<>(), Map.of(), Optional.empty());
    }
  }

  private record LogOut(Login rotator, Troubles troubles, Set<OpenSession> told) {
    void of(RotatorSession session, List<String> some) throws SQLException {
      SessionWatch.end(session, some, Optional.empty(), told)
          .forEach(left -> troubles.stays(left.identity(), left.sentence()));
    }
  }

  private boolean logOut(
      PostgresEndpoint endpoint,
      LogOut how,
      List<Suspect<PostgresUser>> there,
      Predicate<String> whom) {
    try {
      rotators.against(
          roles(there),
          endpoint,
          how.rotator(),
          session -> {
            List<String> all =
                RoleNames.at(session, there).all(there).stream().filter(whom).toList();
            how.troubles().each(Halving.each(all, some -> how.of(session, some)), endpoint.name());
            return true;
          });
    } catch (StepFailedException failure) {
      how.troubles().all(roles(there), failure);
    }
    return true;
  }
}
