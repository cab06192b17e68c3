package dev.rekey.exercise.world;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.own.OwnAuthority;
import dev.rekey.activities.secret.Login;
import dev.rekey.exercise.scenario.Setting;
import dev.rekey.model.credential.KeyType;
import dev.rekey.model.credential.TlsEndpoint;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * An authority as an opponent meets it who has its key: nobody can keep them from signing, only
 * from being believed.
 */
final class SimulatedAuthority implements Prey {
  private final Setting.NonHuman principal;
  private final String name;
  private final Login login;
  private final SimulatedRegister register;
  private final SimulatedNetwork network;
  private final Workloads workloads;
  private final InstantSource clock;
  private Optional<TlsEndpoint> served = Optional.empty();
  private Optional<CertificateChain> forged = Optional.empty();
  private boolean leaked;

  SimulatedAuthority(
      Setting.NonHuman principal,
      String name,
      Login login,
      SimulatedRegister register,
      SimulatedNetwork network,
      Workloads workloads,
      InstantSource clock) {
    this.principal = principal;
    this.name = name;
    this.login = login;
    this.register = register;
    this.network = network;
    this.workloads = workloads;
    this.clock = clock;
  }

  String name() {
    return name;
  }

  /** It as Rekey asks it. */
  OwnAuthority asked() {
    return new OwnAuthority(name, login, register, clock);
  }

  /** What it signs with. */
  X509Certificate certificate() {
    return asked().anchors().getFirst();
  }

  /** An endpoint that serves what it certified. */
  synchronized void serves(TlsEndpoint endpoint) {
    served = Optional.of(endpoint);
  }

  synchronized void leak() {
    leaked = true;
  }

  /** What whoever has the key certifies, the authority has no record of. */
  private CertificateChain forge(String whom) {
    KeyPair keys = KeyPairs.make(KeyType.EC_P256);
    List<String> names = List.of(whom + "." + WorldSpecs.HOST);
    SimulatedRegister nobodys = new SimulatedRegister(SimulatedRegister.Watch.NOBODY);
    return new OwnAuthority(name, login, nobodys, clock).issue(CertificateOrder.of(keys, names));
  }

  /** Serves what was signed with the stolen key behind the name of whoever was settled last. */
  synchronized void intrude(String as) {
    served.ifPresent(endpoint -> network.intrude(endpoint, forge(as)));
  }

  /** Takes it out of what the first server believes that lets in whom it certified. */
  void removeTrust(String by) {
    change(roots -> roots.without(certificate()), by);
  }

  /** Has it believed there again. */
  void returnTrust(String by) {
    change(roots -> roots.with(certificate()), by);
  }

  private void change(UnaryOperator<Roots> how, String by) {
    principal.consumers().stream()
        .filter(Setting.Workload::admits)
        .map(Setting.Workload::name)
        .findFirst()
        .ifPresent(
            gate ->
                workloads
                    .believed(gate)
                    .ifPresent(roots -> workloads.believe(gate, how.apply(roots), by)));
  }

  @Override
  public String secret() {
    return principal.secret();
  }

  @Override
  public synchronized boolean logIn() {
    if (leaked && forged.isEmpty()) {
      forged = Optional.of(forge("intruder"));
    }
    return forged.filter(network::admits).isPresent();
  }

  @Override
  public boolean acts() {
    return logIn();
  }

  @Override
  public synchronized boolean canAct() {
    return leaked;
  }

  @Override
  public void restore(String by) {
    register.resume(name);
  }

  @Override
  public void another(int number, String by) {
    intrude("second-" + number);
  }

  /** What of it is still of use to whoever has its key. */
  Stream<String> alive() {
    if (!canAct()) {
      return Stream.empty();
    }
    X509Certificate own = certificate();
    Stream<String> certifies = register.stopped(name) ? Stream.empty() : Stream.of("certifies");
    Stream<String> believed = workloads.believing(own).stream().map(who -> "is believed by " + who);
    Stream<String> served = network.intruded().stream().map(where -> "is posed as at " + where);
    return Stream.of(certifies, believed, served)
        .flatMap(one -> one)
        .map(what -> secret() + " " + what);
  }
}
