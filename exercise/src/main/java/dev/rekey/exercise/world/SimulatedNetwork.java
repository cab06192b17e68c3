package dev.rekey.exercise.world;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.target.certificate.CertificateProbe;
import dev.rekey.activities.target.certificate.TlsNetwork;
import dev.rekey.model.credential.TlsEndpoint;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The endpoints of an exercise: who serves a certificate, who lets in whom, and an opponent who
 * serves one of their own behind somebody else's name.
 */
final class SimulatedNetwork implements TlsNetwork {
  /** For documentation, and nobody's (RFC 5737). */
  private static final String OURS = "192.0.2.1";

  private static final String THEIRS = "198.51.100.66";
  private static final Answer ASKS_NOBODY =
      new Answer(Verdict.NOT_ASKED, "asks nobody for a certificate");
  private static final Answer NOBODY_THERE =
      new Answer(Verdict.NOT_ASKED, "refuses connections, or broke this one");

  private final InstantSource clock;

  private final Map<String, Server> servers = new LinkedHashMap<>();
  private final Map<String, CertificateChain> intruders = new HashMap<>();

  /**
   * A server.
   *
   * @param serves what it serves just now
   * @param believes whom it believes just now; nothing: it asks nobody
   */
  record Server(Supplier<CertificateChain> serves, Optional<Supplier<Roots>> believes) {}

  SimulatedNetwork(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void add(TlsEndpoint endpoint, Server server) {
    servers.put(endpoint.name(), server);
  }

  /** Somebody serves this behind the name from now on. */
  synchronized void intrude(TlsEndpoint endpoint, CertificateChain chain) {
    intruders.put(endpoint.name(), chain);
  }

  /** Whoever serves what is not theirs to serve is switched off; false if nobody does. */
  synchronized boolean evict() {
    boolean any = !intruders.isEmpty();
    intruders.clear();
    return any;
  }

  synchronized List<String> intruded() {
    return intruders.keySet().stream().sorted().toList();
  }

  /** Whether somebody lets this in. */
  boolean admits(CertificateChain chain) {
    return all().stream()
        .flatMap(one -> one.believes().stream())
        .anyMatch(believes -> believes.get().believe(chain, clock.instant()));
  }

  private synchronized List<Server> all() {
    return List.copyOf(servers.values());
  }

  private synchronized Optional<Server> server(TlsEndpoint endpoint) {
    return Optional.ofNullable(servers.get(endpoint.name()));
  }

  private synchronized Optional<CertificateChain> intruder(TlsEndpoint endpoint) {
    return Optional.ofNullable(intruders.get(endpoint.name()));
  }

  @Override
  public List<String> addresses(TlsEndpoint endpoint) {
    return Stream.concat(
            server(endpoint).map(one -> OURS).stream(),
            intruder(endpoint).map(one -> THEIRS).stream())
        .toList();
  }

  @Override
  public Sight served(TlsEndpoint endpoint, String address) {
    Optional<CertificateChain> shown =
        address.equals(THEIRS)
            ? intruder(endpoint)
            : server(endpoint).map(one -> one.serves().get());
    return shown.<Sight>map(Shown::new).orElseGet(() -> new Silent("refuses connections"));
  }

  @Override
  public Answer knock(
      TlsEndpoint endpoint, String address, CertificateProbe probe, List<String> protocols) {
    if (served(endpoint, address) instanceof Silent) {
      return NOBODY_THERE;
    }
    return server(endpoint)
        .filter(one -> address.equals(OURS))
        .flatMap(Server::believes)
        .map(believes -> new Answer(verdict(believes.get(), probe), ""))
        .orElse(ASKS_NOBODY);
  }

  /** Who shows a certificate proves to have its key. */
  private Verdict verdict(Roots believed, CertificateProbe probe) {
    boolean proved = probe.keys().getPublic().equals(probe.chain().key());
    return proved && believed.believe(probe.chain(), clock.instant())
        ? Verdict.LET_IN
        : Verdict.REFUSED;
  }
}
