package dev.rekey.activities.authority.vault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.authority.AuthorityApi.Answer;
import dev.rekey.activities.authority.CertificateChain;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a PKI mount issued: a list of serial numbers, of which each is looked up. That is one call
 * for each certificate, so it is done only where something must be found again.
 *
 * @param name the authority's name
 * @param settings where the mount is
 * @param session who asks
 */
record VaultCertificates(String name, VaultSettings settings, VaultSession session) {
  private static final int PAGE = 1000;
  private static final int NOT_FOUND = 404;

  /** The certificate of this key that is not revoked. */
  Optional<X509Certificate> find(PublicKey key) {
    return serials()
        .flatMap(serial -> look(serial).stream())
        .filter(found -> !found.revoked() && found.certificate().getPublicKey().equals(key))
        .map(Found::certificate)
        .findFirst();
  }

  void each(Consumer<X509Certificate> seen) {
    serials().flatMap(serial -> look(serial).stream()).map(Found::certificate).forEach(seen);
  }

  private record Found(X509Certificate certificate, boolean revoked) {}

  private Optional<Found> look(String serial) {
    Answer answer = session.ask("GET", settings.in("cert/" + serial), Map.of());
    if (answer.status() == NOT_FOUND) { // tidied away since it was listed
      return Optional.empty();
    }
    JsonNode data = answer.body().path("data");
    if (!answer.good() || data.path("certificate").asText().isBlank()) {
      throw session.unavailable();
    }
    return Optional.of(
        new Found(
            CertificateChain.of(data.path("certificate").asText()).leaf(),
            data.path("revocation_time").asLong() != 0));
  }

  /** OpenBao gives pages; Vault ignores that it is asked for them, and gives everything. */
  private Stream<String> serials() {
    return Stream.iterate(page(""), page -> !page.isEmpty(), page -> next(page))
        .flatMap(List::stream);
  }

  private List<String> next(List<String> page) {
    return page.size() == PAGE ? page(page.getLast()) : List.of();
  }

  private List<String> page(String after) {
    Answer answer =
        session.ask("LIST", settings.in("certs") + "?limit=" + PAGE + "&after=" + after, Map.of());
    if (answer.status() == NOT_FOUND) { // so it says that there is none
      return List.of();
    }
    if (!answer.good()) {
      throw session.unavailable();
    }
    List<String> serials = new ArrayList<>();
    answer.body().path("data").path("keys").forEach(one -> serials.add(one.asText()));
    return serials;
  }

  /** A serial number as it is written there. */
  static String serial(X509Certificate certificate) {
    byte[] bytes = certificate.getSerialNumber().toByteArray();
    int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
    return HexFormat.ofDelimiter(":").formatHex(bytes, from, bytes.length);
  }
}
