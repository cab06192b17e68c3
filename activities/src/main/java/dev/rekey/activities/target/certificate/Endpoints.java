package dev.rekey.activities.target.certificate;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.target.certificate.TlsNetwork.Shown;
import dev.rekey.activities.target.certificate.TlsNetwork.Silent;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.TlsEndpoint;
import dev.rekey.model.credential.TlsNames;
import dev.rekey.model.rotation.UserOfOld;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Looks at what is served at every endpoint, and at every address behind its name. */
final class Endpoints {
  private static final String NOWHERE = "no address";

  private final TlsNetwork network;
  private final InstantSource clock;

  Endpoints(TlsNetwork network, InstantSource clock) {
    this.network = network;
    this.clock = clock;
  }

  /** The endpoints whose names have no address. */
  List<String> unresolved(TlsCertificate spec) {
    return spec.endpoints().stream()
        .filter(endpoint -> network.addresses(endpoint).isEmpty())
        .map(TlsEndpoint::name)
        .toList();
  }

  /** Where this certificate is served, or may be, for all that is known. */
  List<UserOfOld> serving(TlsCertificate spec, CertificateChain old) {
    return look(spec.endpoints()).stream().flatMap(served -> use(served, old).stream()).toList();
  }

  /** Where something else is served than the fresh one, as it should be. */
  List<UserOfOld> behind(
      TlsCertificate spec, CertificateChain old, CertificateChain fresh, ChainCheck check) {
    return look(spec.endpoints()).stream()
        .flatMap(served -> use(served, old).or(() -> fault(served, fresh, check)).stream())
        .toList();
  }

  private static Optional<UserOfOld> use(Served served, CertificateChain old) {
    return switch (served.sight()) {
      case Silent silent ->
          Optional.of(behind(served, silent.why() + "; what it serves is unknown"));
      case Shown shown ->
          served.shows(old)
              ? Optional.of(behind(served, "still serves the old certificate " + old.serial()))
              : Optional.empty();
    };
  }

  private Optional<UserOfOld> fault(Served served, CertificateChain fresh, ChainCheck check) {
    return served.sight() instanceof Shown shown
        ? fault(served, shown.chain(), fresh, check)
        : Optional.empty();
  }

  private Optional<UserOfOld> fault(
      Served served, CertificateChain shown, CertificateChain fresh, ChainCheck check) {
    if (!served.shows(fresh)) {
      return Optional.of(behind(served, stranger(served.endpoint(), shown)));
    }
    return check
        .date(shown, clock.instant())
        .or(() -> check.path(shown, clock.instant()))
        .map(fault -> behind(served, "serves the new certificate, but one that " + fault));
  }

  private static String stranger(TlsEndpoint endpoint, CertificateChain shown) {
    String which =
        shown.serial() + ", issued by " + shown.leaf().getIssuerX500Principal().getName();
    List<String> names = ChainCheck.names(shown.leaf());
    return TlsNames.cover(names, endpoint.serverName())
        ? "serves a certificate that is neither the new nor the old one: " + which
        : "serves a certificate for another host, " + names + ": " + which;
  }

  private static UserOfOld behind(Served served, String seen) {
    return new UserOfOld.EndpointBehind(served.endpoint().name(), served.address(), seen);
  }

  /** All at once, since one that is dead takes its whole patience. */
  List<Served> look(List<TlsEndpoint> endpoints) {
    List<Future<Served>> looks = new ArrayList<>();
    List<Served> all = new ArrayList<>();
    try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
      for (TlsEndpoint endpoint : endpoints) {
        List<String> addresses = network.addresses(endpoint);
        if (addresses.isEmpty()) {
          all.add(Served.silent(endpoint, NOWHERE, "has a name without an address"));
        }
        addresses.forEach(one -> looks.add(beside.submit(() -> look(endpoint, one))));
      }
    }
    return Stream.concat(all.stream(), looks.stream().map(Future::resultNow)).toList();
  }

  private Served look(TlsEndpoint endpoint, String address) {
    return new Served(endpoint, address, network.served(endpoint, address));
  }
}
