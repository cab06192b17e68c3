package dev.rekey.exercise.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.own.OwnAuthority;
import dev.rekey.activities.target.certificate.CertificateProbe;
import dev.rekey.activities.target.certificate.TlsNetwork;
import dev.rekey.activities.target.certificate.TlsNetwork.Shown;
import dev.rekey.activities.target.certificate.TlsNetworkContract;
import dev.rekey.model.credential.KeyType;
import dev.rekey.model.credential.TlsEndpoint;
import java.net.URI;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is seen over real sockets, is seen in an exercise. */
class SimulatedNetworkTest extends TlsNetworkContract {
  private static final int HTTPS = 443;

  private final SimulatedNetwork network = new SimulatedNetwork(InstantSource.system());
  private final Map<TlsEndpoint, CertificateProbe> shown = new HashMap<>();
  private final Map<TlsEndpoint, Roots> believed = new HashMap<>();

  @Override
  protected TlsNetwork network() {
    return network;
  }

  private static TlsEndpoint endpoint(String name) {
    String host = name + "." + WorldSpecs.HOST;
    return new TlsEndpoint(host, HTTPS, host);
  }

  private CertificateChain chain(TlsEndpoint server) {
    return Optional.ofNullable(shown.get(server)).orElseThrow().chain();
  }

  private Roots roots(TlsEndpoint server) {
    return Optional.ofNullable(believed.get(server)).orElseThrow();
  }

  @Override
  protected TlsEndpoint open(CertificateProbe first) {
    TlsEndpoint endpoint = endpoint("server-" + shown.size());
    show(endpoint, first);
    network.add(endpoint, new SimulatedNetwork.Server(() -> chain(endpoint), Optional.empty()));
    return endpoint;
  }

  @Override
  protected TlsEndpoint gate(CertificateProbe first, List<X509Certificate> roots) {
    TlsEndpoint endpoint = endpoint("gate-" + shown.size());
    show(endpoint, first);
    believe(endpoint, roots);
    network.add(
        endpoint,
        new SimulatedNetwork.Server(() -> chain(endpoint), Optional.of(() -> roots(endpoint))));
    return endpoint;
  }

  @Override
  protected void show(TlsEndpoint server, CertificateProbe next) {
    shown.put(server, next);
  }

  @Override
  protected void believe(TlsEndpoint server, List<X509Certificate> roots) {
    believed.put(server, new Roots(roots));
  }

  @Override
  protected TlsEndpoint nowhere() {
    return endpoint("nowhere");
  }

  @Override
  protected TlsEndpoint unserved() {
    return endpoint("unserved");
  }

  @Override
  protected String address() {
    return "192.0.2.1";
  }

  @Test
  void whoever_poses_as_a_server_has_an_address_of_their_own_until_they_are_evicted() {
    InstantSource clock = InstantSource.system();
    OwnAuthority authority =
        new OwnAuthority(
            "it",
            OwnAuthority.make("it", URI.create("http://" + WorldSpecs.HOST), clock),
            new SimulatedRegister(SimulatedRegister.Watch.NOBODY),
            clock);
    KeyPair keys = KeyPairs.make(KeyType.EC_P256);
    CertificateChain forged = authority.issue(CertificateOrder.of(keys, List.of("it.invalid")));
    TlsEndpoint server = open(new CertificateProbe(keys, forged));
    network.intrude(server, forged);
    List<String> addresses = network.addresses(server);
    assertThat(addresses).hasSize(2).startsWith(address());
    assertThat(network.served(server, addresses.getLast())).isEqualTo(new Shown(forged));
    assertThat(network.evict()).isTrue();
    assertThat(network.evict()).isFalse();
    assertThat(network.addresses(server)).containsExactly(address());
  }
}
