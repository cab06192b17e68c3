package dev.rekey.activities.target.certificate;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.model.credential.TlsEndpoint;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What an address presents to whoever connects by TLS, whoever certified it.
 *
 * @param where the endpoint and the address behind it
 * @param chain the chain of which it proved to have the key; nothing if that is not known
 * @param why it is not known, in words that follow the name
 */
public record Presented(String where, Optional<CertificateChain> chain, String why) {
  /** Looks at every address behind these endpoints. */
  public static List<Presented> at(
      List<TlsEndpoint> endpoints, TlsNetwork network, InstantSource clock) {
    return new Endpoints(network, clock).look(endpoints).stream().map(Presented::of).toList();
  }

  private static Presented of(Served served) {
    String where = served.endpoint().name() + " at " + served.address();
    return switch (served.sight()) {
      case TlsNetwork.Shown shown -> new Presented(where, Optional.of(shown.chain()), "");
      case TlsNetwork.Silent silent -> new Presented(where, Optional.empty(), silent.why());
    };
  }
}
