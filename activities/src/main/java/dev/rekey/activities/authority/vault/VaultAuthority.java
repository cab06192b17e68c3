package dev.rekey.activities.authority.vault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.AuthorityApi.Answer;
import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.authority.IssuedCertificates;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.KeyRevocation;
import dev.rekey.activities.authority.Pem;
import dev.rekey.activities.authority.RevocationReason;
import dev.rekey.activities.authority.status.StatusSource;
import dev.rekey.model.FailureCode;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A PKI mount of Vault or OpenBao. It keeps no orders, but lists what it issued: there an order is
 * found again of which the answer was lost. It knows no reasons of revocation.
 */
public final class VaultAuthority
    implements CertificateAuthority, IssuedCertificates, KeyRevocation {
  /** What its login's identity says. */
  public static final String KIND = "vault";

  private static final int NOT_FOUND = 404;

  private final String name;
  private final VaultSettings settings;
  private final VaultSession session;
  private final VaultCertificates issued;
  private final InstantSource clock;

  VaultAuthority(String name, VaultSettings settings, VaultSession session, InstantSource clock) {
    this.name = name;
    this.settings = settings;
    this.session = session;
    this.issued = new VaultCertificates(name, settings, session);
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  /** The role is there and keeps what it issues, and our policy suffices. */
  @Override
  public void check(List<String> names) {
    Answer role = session.ask("GET", settings.in("roles/" + settings.role()), Map.of());
    if (role.status() == NOT_FOUND) {
      throw failed(
          FailureCode.NOT_FOUND, " has no role " + settings.role() + " at " + settings.in("roles"));
    }
    require(role);
    if (role.body().path("data").path("no_store").asBoolean()) {
      throw failed(
          FailureCode.BAD_REQUEST,
          ": its role "
              + settings.role()
              + " keeps nothing that it issues (no_store), so nothing of it could be found or"
              + " revoked");
    }
    may();
  }

  private void may() {
    Map<String, String> needed = new HashMap<>();
    needed.put(settings.in("sign/" + settings.role()), "update");
    needed.put(settings.in("revoke"), "update");
    needed.put(settings.in("certs"), "list");
    needed.put(settings.in("cert/00"), "read");
    List<String> paths = needed.keySet().stream().sorted().toList();
    Answer answer = session.ask("POST", "sys/capabilities-self", Map.of("paths", paths));
    require(answer);
    for (String path : paths) {
      List<String> held = new ArrayList<>();
      answer.body().path("data").path(path).forEach(one -> held.add(one.asText()));
      if (!held.contains("root") && !held.contains(needed.get(path))) {
        throw failed(
            FailureCode.PERMISSION_DENIED,
            " lets Rekey's policy not " + needed.get(path) + " " + path);
      }
    }
  }

  @Override
  public Optional<Integer> ordersPerHour() {
    return settings.ordersPerHour();
  }

  @Override
  public CertificateChain issue(CertificateOrder order) {
    Map<String, Object> body = new HashMap<>();
    body.put("csr", Pem.text("CERTIFICATE REQUEST", order.request().der()));
    body.put("common_name", order.names().getFirst());
    order.lifetime().ifPresent(time -> body.put("ttl", time.toSeconds() + "s"));
    Answer answer = session.ask("POST", settings.in("sign/" + settings.role()), body);
    if (!answer.good()) {
      throw refused(order, answer);
    }
    JsonNode data = answer.body().path("data");
    StringBuilder pem = new StringBuilder(data.path("certificate").asText());
    data.path("ca_chain").forEach(one -> pem.append('\n').append(one.asText()));
    return withoutRoot(CertificateChain.of(pem.toString()));
  }

  /** Clients have the root; one that a server sends is not looked at. */
  private static CertificateChain withoutRoot(CertificateChain chain) {
    return new CertificateChain(
        chain.certificates().stream()
            .filter(
                one ->
                    one.equals(chain.leaf())
                        || !one.getSubjectX500Principal().equals(one.getIssuerX500Principal()))
            .toList());
  }

  private StepFailedException refused(CertificateOrder order, Answer answer) {
    if (answer.status() == NOT_FOUND || answer.says("unknown role")) {
      return failed(FailureCode.NOT_FOUND, " has no role " + settings.role() + " there");
    }
    String why =
        answer.says("not allowed by this role")
            ? " allows by its role "
                + settings.role()
                + " not every name of "
                + String.join(", ", order.names())
            : " refuses the order by its role "
                + settings.role()
                + "; compare its key types, names and lifetimes";
    return failed(FailureCode.ORDER_REFUSED, why);
  }

  @Override
  public Optional<CertificateChain> find(PublicKey key, Optional<String> order) {
    return issued.find(key).map(leaf -> new CertificateChain(chain(leaf)));
  }

  private List<X509Certificate> chain(X509Certificate leaf) {
    Answer answer = session.ask("GET", settings.in("cert/ca_chain"), Map.of());
    require(answer);
    List<X509Certificate> chain = new ArrayList<>(List.of(leaf));
    chain.addAll(CertificateChain.read(answer.body().path("data").path("certificate").asText()));
    return withoutRoot(new CertificateChain(chain)).certificates();
  }

  @Override
  public void revoke(CertificateChain chain, RevocationReason reason) {
    revoke("revoke", chain, Map.of("serial_number", VaultCertificates.serial(chain.leaf())));
  }

  /** Only where our policy does not let us revoke by the number alone: a key is not shown twice. */
  @Override
  public void revokeWithKey(KeyPair keys, CertificateChain chain, RevocationReason reason) {
    try {
      revoke(chain, reason);
    } catch (StepFailedException e) {
      if (e.code() != FailureCode.PERMISSION_DENIED) {
        throw e;
      }
      revoke(
          "revoke-with-key",
          chain,
          Map.of(
              "serial_number",
              VaultCertificates.serial(chain.leaf()),
              "private_key",
              KeyPairs.pem(keys.getPrivate())));
    }
  }

  private void revoke(String how, CertificateChain chain, Map<String, String> body) {
    Answer answer = session.ask("POST", settings.in(how), body);
    if (answer.good()
        || chain.leaf().getNotAfter().toInstant().isBefore(clock.instant())) { // over anyway
      return;
    }
    throw failed(
        FailureCode.NOT_FOUND, " did not revoke " + chain.serial() + ": it does not know it");
  }

  private void require(Answer answer) {
    if (!answer.good()) {
      throw failed(
          FailureCode.NOT_FOUND,
          " has no PKI at " + settings.in("") + " (status " + answer.status() + ")");
    }
  }

  private StepFailedException failed(FailureCode code, String what) {
    return new StepFailedException(code, name + what);
  }

  /** Also of certificates that name nothing, or something that is not there. */
  @Override
  public List<StatusSource> sources(X509Certificate certificate) {
    return List.of(
        new StatusSource.Ocsp(settings.open("ocsp")), new StatusSource.Crl(settings.open("crl")));
  }

  @Override
  public List<X509Certificate> serverAnchors() {
    return settings.serverAnchors();
  }

  @Override
  public List<X509Certificate> anchors() {
    return settings.anchors();
  }

  @Override
  public void each(Consumer<X509Certificate> seen) {
    issued.each(
        leaf -> {
          if (leaf.getNotAfter().toInstant().isAfter(clock.instant())) {
            seen.accept(leaf);
          }
        });
  }
}
