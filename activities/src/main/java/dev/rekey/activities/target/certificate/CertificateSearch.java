package dev.rekey.activities.target.certificate;

import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.IssuedCertificates;
import dev.rekey.activities.target.certificate.TlsNetwork.Shown;
import dev.rekey.activities.target.certificate.TlsNetwork.Silent;
import dev.rekey.model.credential.TlsEndpoint;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds certificates: at endpoints, in what an authority lists, and in what a person hands over.
 */
public final class CertificateSearch {
  /** More are not listed; there may be very many. */
  private static final int MOST = 10_000;

  private final Map<String, Found> found = new LinkedHashMap<>();
  private final Set<X509Certificate> between = new LinkedHashSet<>();
  private final List<String> silent = new ArrayList<>();
  private boolean more;

  /** A certificate, and everywhere where it was found. */
  record Found(X509Certificate certificate, List<String> where) {}

  /** Looks at what every address behind these endpoints serves. */
  public void endpoints(List<TlsEndpoint> endpoints, TlsNetwork network, InstantSource clock) {
    for (Served served : new Endpoints(network, clock).look(endpoints)) {
      String where = served.endpoint().name() + " at " + served.address();
      switch (served.sight()) {
        case Shown shown -> chain(shown.chain().certificates(), where);
        case Silent unseen -> silent.add(where + " " + unseen.why());
      }
    }
  }

  /**
   * Reads an authority's list.
   *
   * @return false if it has none
   */
  public boolean listOf(CertificateAuthority authority) {
    if (!(authority instanceof IssuedCertificates issuing)) {
      return false;
    }
    issuing.each(one -> found(one, "issued by " + authority.name()));
    return true;
  }

  /**
   * Reads PEM, such as that of a log of certificates; those of authorities in it only help to find
   * the way to a root.
   *
   * @throws IllegalArgumentException if one cannot be read
   */
  public void pem(String text, String where) {
    chain(CertificateChain.read(text), where);
  }

  private void chain(List<X509Certificate> chain, String where) {
    chain.forEach(
        one -> {
          if (one.getBasicConstraints() >= 0) {
            between.add(one);
          } else {
            found(one, where);
          }
        });
  }

  private void found(X509Certificate one, String where) {
    String fingerprint = CertificateChain.fingerprint(one);
    if (found.size() >= MOST && !found.containsKey(fingerprint)) {
      more = true;
      return;
    }
    List<String> places =
        found.computeIfAbsent(fingerprint, first -> new Found(one, new ArrayList<>())).where();
    if (!places.contains(where)) {
      places.add(where);
    }
  }

  /** What was found, in the order in which it was. */
  List<Found> found() {
    return List.copyOf(found.values());
  }

  /** Those of authorities that stand between it and a root. */
  Set<X509Certificate> between() {
    return between;
  }

  /** Endpoints that showed nothing, and why. */
  public List<String> silent() {
    return List.copyOf(silent);
  }

  /** Whether there are more than are listed. */
  public boolean more() {
    return more;
  }
}
