package dev.rekey.exercise.world;

import dev.rekey.activities.authority.Authorities;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.RevocationReason;
import dev.rekey.activities.authority.own.OwnAuthority;
import dev.rekey.activities.authority.own.OwnRegister.Revocation;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.certificate.Outlook;
import dev.rekey.activities.target.certificate.TlsCertificateTarget;
import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.scenario.Setting;
import dev.rekey.exercise.score.Happening.Manner;
import dev.rekey.model.credential.KeyType;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.SigningAuthority;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.TlsEndpoint;
import java.net.URI;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The authorities of an exercise: the same code as Rekey's own authorities and the same target as
 * in production, over a register, a network and responders that are not there. Each has a parent
 * that certified it, and one that stands by.
 */
public final class SimulatedAuthorities implements SimulatedRegister.Watch {
  private static final URI STATUS = URI.create("http://" + WorldSpecs.HOST);

  private final World world;
  private final InstantSource clock;
  private final Workloads workloads;
  private final SimulatedRegister register = new SimulatedRegister(this);
  private final SimulatedNetwork network;
  private final Map<SecretId, SimulatedAuthority> all = new LinkedHashMap<>();
  private final Map<String, Login> logins = new LinkedHashMap<>();
  private final Authorities authorities;
  private final TlsCertificateTarget target;

  SimulatedAuthorities(World world, InstantSource clock, Workloads workloads) {
    this.world = world;
    this.clock = clock;
    this.workloads = workloads;
    this.network = new SimulatedNetwork(clock);
    this.authorities =
        new Authorities(
            Map.of(
                OwnAuthority.KIND,
                (name, login) -> new OwnAuthority(name, login, register, clock)));
    this.target =
        new TlsCertificateTarget(
            authorities, clock, new Outlook(network, new SimulatedStatus(register, this::signer)));
  }

  /** How they are asked. */
  public Authorities authorities() {
    return authorities;
  }

  private Optional<X509Certificate> signer(String authority) {
    return Optional.ofNullable(logins.get(authority))
        .map(login -> authorities.of(authority, login).anchors().getFirst());
  }

  /** The certificates that they certify. */
  public TlsCertificateTarget target() {
    return target;
  }

  /**
   * An authority that is there from the beginning, with its parent and who stands by.
   *
   * @return what is to be known of each, by its name
   */
  public Map<String, Login> settle(Setting.NonHuman principal) {
    SigningAuthority plan = WorldSpecs.authority(principal, List.of());
    String parent = plan.parent().orElseThrow();
    Login root = OwnAuthority.make(parent, STATUS, clock);
    OwnAuthority above = new OwnAuthority(parent, root, register, clock);
    Login own = above.makeBelow(plan.authority(), STATUS);
    Map<String, Login> made =
        Map.of(
            parent,
            root,
            plan.authority(),
            own,
            plan.successor(),
            above.makeBelow(plan.successor(), STATUS));
    logins.putAll(made);
    all.put(
        plan.secret(),
        new SimulatedAuthority(
            principal, plan.authority(), own, register, network, workloads, clock));
    principal.consumers().stream()
        .filter(Setting.Workload::admits)
        .forEach(gate -> gate(above, WorldSpecs.edge(principal, gate), gate.name()));
    return made;
  }

  /** A server that lets in only whom it believes; its own certificate is none of theirs. */
  private void gate(OwnAuthority by, TlsEndpoint endpoint, String name) {
    KeyPair keys = KeyPairs.make(KeyType.EC_P256);
    List<String> names = List.of(endpoint.host());
    CertificateChain own = by.issue(CertificateOrder.of(keys, names));
    network.add(
        endpoint,
        new SimulatedNetwork.Server(
            () -> own, Optional.of(() -> workloads.believed(name).orElseThrow())));
  }

  /** A certificate that is there from the beginning, and is served by its edges. */
  Login first(TlsCertificate spec, Setting.NonHuman principal) {
    Login rotator = Optional.ofNullable(logins.get(spec.authority())).orElseThrow();
    Login login = target.issue(spec, rotator, target.prepare(spec, rotator));
    SecretId by = TlsCertificate.authoritySecret(spec.authority());
    for (Setting.Workload edge : principal.consumers()) {
      TlsEndpoint endpoint = WorldSpecs.edge(principal, edge);
      network.add(
          endpoint,
          new SimulatedNetwork.Server(
              () -> served(spec.secret(), edge.name(), login), Optional.empty()));
      of(by).ifPresent(authority -> authority.serves(endpoint));
    }
    return login;
  }

  private CertificateChain served(SecretId secret, String edge, Login first) {
    Login now = workloads.used(secret).getOrDefault(edge, first);
    return CertificateChain.of(now.value().reveal());
  }

  Optional<SimulatedAuthority> of(SecretId secret) {
    return Optional.ofNullable(all.get(secret));
  }

  /** Whoever serves a forged certificate is switched off. */
  void evict(String by) {
    if (network.evict()) {
      String what = "what serves a forged certificate is switched off";
      world.journal().note(Action.OPPONENT_REFUSED, "opponent", by, Manner.OUTSIDE, what);
    }
  }

  Stream<String> alive() {
    return all.values().stream().flatMap(SimulatedAuthority::alive);
  }

  @Override
  public void stopped(String authority) {
    world.note(
        Action.STOP_ISSUANCE,
        TlsCertificate.authoritySecret(authority).value(),
        authority + " certifies nothing any more");
  }

  @Override
  public void revoked(String authority, Revocation revocation) {
    if (revocation.reason() == RevocationReason.CA_COMPROMISE) {
      all.values().stream()
          .filter(one -> one.certificate().getSerialNumber().equals(revocation.serial()))
          .forEach(
              one ->
                  world.note(
                      Action.CA_COMPROMISE,
                      one.secret(),
                      authority + " revoked it with the reason cACompromise"));
    }
  }
}
