package dev.rekey.exercise.world;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.consumer.Consumers;
import dev.rekey.activities.consumer.Delivery;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.exercise.clock.Agenda;
import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.scenario.Setting;
import dev.rekey.exercise.score.Happening.Manner;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rollover.TrustBundle;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The workloads of an exercise: they are told, take their time to reload, and can be locked out.
 */
public final class Workloads implements Delivery {
  private final InstantSource clock;
  private final Agenda agenda;
  private final Journal journal;
  private final Consumers registry;
  private final List<Workload> all = new ArrayList<>();
  private final Set<String> told = new HashSet<>();

  private static final class Workload {
    final Setting.Workload setting;
    final SecretId secret;
    Login login;

    Workload(Setting.Workload setting, SecretId secret, Login login) {
      this.setting = setting;
      this.secret = secret;
      this.login = login;
    }
  }

  /** Takes the registry in which they acknowledge. */
  public Workloads(InstantSource clock, Agenda agenda, Journal journal, Consumers registry) {
    this.clock = clock;
    this.agenda = agenda;
    this.journal = journal;
    this.registry = registry;
  }

  /** A workload that uses this login from the beginning. */
  public synchronized void settle(Setting.Workload setting, SecretId secret, Login login) {
    all.add(new Workload(setting, secret, login));
  }

  @Override
  public synchronized boolean deliver(Consumer consumer, VersionId version, Login value) {
    String name = consumer.id().value();
    all.stream()
        .filter(one -> one.setting.name().equals(name))
        .filter(one -> told.add(name + " " + version))
        .forEach(
            one ->
                agenda.at(
                    clock.instant().plus(one.setting.reloads().orElse(Duration.ZERO)),
                    () -> reload(one, version, value)));
    return false; // it acknowledges by itself, once it has reloaded
  }

  /** What each workload of this secret uses just now. */
  synchronized Map<String, Login> used(SecretId secret) {
    return all.stream()
        .filter(one -> one.secret.equals(secret))
        .collect(Collectors.toMap(one -> one.setting.name(), one -> one.login));
  }

  /** A workload uses this from now on. */
  synchronized void use(String name, Login value) {
    all.stream().filter(one -> one.setting.name().equals(name)).forEach(one -> one.login = value);
  }

  /** Whom a workload believes; nothing if it gets nobody's roots. */
  synchronized Optional<Roots> believed(String name) {
    return gettingRoots()
        .filter(one -> one.setting.name().equals(name))
        .map(one -> Roots.in(one.login))
        .findFirst();
  }

  /** Who believes this authority. */
  synchronized List<String> believing(X509Certificate authority) {
    return gettingRoots()
        .filter(one -> Roots.in(one.login).all().contains(authority))
        .map(one -> one.setting.name())
        .toList();
  }

  private Stream<Workload> gettingRoots() {
    return all.stream().filter(one -> TrustBundle.authorityOf(one.secret).isPresent());
  }

  /** Somebody changes by hand whom a workload believes. */
  synchronized void believe(String name, Roots roots, String by) {
    gettingRoots()
        .filter(one -> one.setting.name().equals(name))
        .forEach(
            one -> {
              Roots before = Roots.in(one.login);
              one.login = roots.file();
              lockOut(before.beyond(roots), name + " was changed by " + by);
            });
  }

  /** Who shows what only these signed is let in no more. */
  private void lockOut(Roots lost, String why) {
    for (Workload one : all) {
      List<X509Certificate> chain = shown(one);
      if (!chain.isEmpty() && lost.believe(new CertificateChain(chain), clock.instant())) {
        String name = one.setting.name();
        journal.note(
            Action.LOCKED_OUT, name, name, Manner.OUTSIDE, "is believed no more, since " + why);
      }
    }
  }

  private static List<X509Certificate> shown(Workload one) {
    return TrustBundle.authorityOf(one.secret).isPresent()
        ? List.of()
        : CertificateChain.read(one.login.value().reveal());
  }

  private void trust(String name, Roots before, Roots now) {
    if (!now.beyond(before).all().isEmpty()) {
      journal.note(Action.ADD_TRUST, name, name, Manner.OUTSIDE, "believes one authority more");
    }
    Roots lost = before.beyond(now);
    if (!lost.all().isEmpty()) {
      journal.note(Action.REMOVE_TRUST, name, name, Manner.OUTSIDE, "believes one authority less");
      lockOut(lost, name + " got other roots");
    }
  }

  private synchronized void reload(Workload workload, VersionId version, Login value) {
    Login before = workload.login;
    workload.login = value;
    String name = workload.setting.name();
    if (TrustBundle.authorityOf(workload.secret).isPresent()) {
      trust(name, Roots.in(before), Roots.in(value));
    }
    registry.acknowledge(new ConsumerId(name), workload.secret, version, clock.instant());
    journal.note(
        Action.RELOAD, name, name, Manner.OUTSIDE, "uses version " + version + " from now on");
  }

  @Override
  public void check(Consumer consumer) {
    // each of them can be told
  }

  /** A login is refused from now on: whoever still has it is locked out. */
  void refused(SecretId secret, String login) {
    refused(secret, one -> one.identity().equals(login), login);
  }

  /** The same where many values are one identity's. */
  void refused(SecretId secret, SecretValue value) {
    refused(secret, one -> one.value().equals(value), "an external id that is refused");
  }

  private synchronized void refused(SecretId secret, Predicate<Login> which, String what) {
    all.stream()
        .filter(one -> one.secret.equals(secret) && which.test(one.login))
        .forEach(
            one ->
                journal.note(
                    Action.LOCKED_OUT,
                    one.setting.name(),
                    one.setting.name(),
                    Manner.OUTSIDE,
                    "is refused with what it was given: " + what));
  }
}
