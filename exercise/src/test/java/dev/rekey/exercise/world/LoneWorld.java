package dev.rekey.exercise.world;

import dev.rekey.activities.consumer.Consumers;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.testing.InMemoryConsumers;
import dev.rekey.exercise.clock.Agenda;
import dev.rekey.exercise.scenario.Setting;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.credential.TlsCertificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A world with one identity, in which four seconds pass whenever somebody looks at the clock. */
final class LoneWorld {
  private static final Duration TICK = Duration.ofSeconds(4);

  static final Setting.Workload EDGE =
      new Setting.Workload("edge", Optional.empty(), Optional.empty(), false);

  private final Setting.NonHuman principal;
  private final World world;
  private final Workloads workloads;
  private final Journal journal;
  private final Login first;
  private Instant now = Instant.parse("2027-01-04T09:00:00Z");

  LoneWorld(String kind, Setting.Fault... faults) {
    InstantSource clock = () -> now = now.plus(TICK);
    Chance chance = new Chance(1);
    Consumers nobody = new InMemoryConsumers();
    journal = new Journal(clock, now, happening -> {});
    principal =
        new Setting.NonHuman(
            "orders/login",
            kind,
            "orders",
            Tier.HIGH,
            Optional.empty(),
            1,
            0,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            kind.equals(TlsCertificate.KIND) ? List.of(EDGE) : List.of());
    workloads = new Workloads(clock, new Agenda(), journal, nobody);
    world =
        new World(
            clock,
            chance,
            journal,
            workloads,
            new Troubles(clock, time -> now = now.plus(time), chance, now, List.of(faults)));
    first = world.settle(principal);
    principal.consumers().forEach(edge -> serve(spec().secret(), first));
  }

  World world() {
    return world;
  }

  CredentialSpec spec() {
    return WorldSpecs.of(principal);
  }

  Login first() {
    return first;
  }

  Account account() {
    return world.account(new SecretId(principal.secret()));
  }

  List<String> state() {
    List<String> state = new ArrayList<>();
    account().all().forEach(login -> state.add(login + account().open().contains(login)));
    account().all().forEach(login -> state.add(login + account().sessions(login)));
    return state;
  }

  /** The edge serves this from the beginning. */
  void serve(SecretId secret, Login login) {
    workloads.settle(EDGE, secret, login);
  }

  /** The edge serves this one from now on. */
  void serve(Login login) {
    workloads.use(EDGE.name(), login);
  }

  /** How often this was seen to happen. */
  long actions(String word) {
    return journal.all().stream().filter(one -> one.action().word().equals(word)).count();
  }

  /** A session of a login. */
  record Opened(Account account, String login) implements AutoCloseable {
    boolean alive() {
      return !account.sessions(login).isEmpty();
    }

    @Override
    public void close() {
      account.closeSession(login);
    }
  }

  Opened open(Login login) {
    account().openSession(login.identity());
    return new Opened(account(), login.identity());
  }
}
