package dev.rekey.activities.target.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.own.OwnAuthorityServer;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.testing.TlsServer;
import dev.rekey.model.credential.KeyType;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.TlsEndpoint;
import dev.rekey.model.rotation.UserOfOld;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What endpoints serve: each fault is seen and named, and none of them lets the gate open. */
class EndpointsTest {
  private static final String NAME = "www.example.org";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final OwnAuthorityServer authority = new OwnAuthorityServer();
  private final TlsCertificateTarget target = target(InstantSource.system());
  private final Login old = issue(Certificates.of(List.of()));
  private final Login fresh = issue(Certificates.of(List.of()));
  private final TlsServer server = new TlsServer(fresh);

  private TlsCertificateTarget target(InstantSource clock) {
    return new TlsCertificateTarget(authority.authorities(), clock, PATIENCE);
  }

  private Login issue(TlsCertificate spec) {
    return target.issue(spec, authority.login(), target.prepare(spec, authority.login()));
  }

  @AfterEach
  void stop() {
    server.close();
    authority.close();
  }

  private List<UserOfOld> behind(TlsCertificateTarget by, TlsEndpoint... endpoints) {
    return by.notMoved(
        Certificates.of(List.of(endpoints)), authority.login(), old, () -> fresh, Instant.MAX);
  }

  private String seen() {
    List<UserOfOld> behind = behind(target, server.endpoint(NAME));
    assertThat(behind).hasSize(1);
    return behind.getFirst().sentence();
  }

  @Test
  void the_new_certificate_at_every_address_opens_the_gate() {
    assertThat(behind(target, server.endpoint(NAME))).isEmpty();
  }

  @Test
  void f07_one_edge_that_keeps_the_old_certificate_is_named_and_holds_revoke_back()
      throws Exception {
    try (TlsServer edge = new TlsServer(old, InetAddress.getByName("127.0.0.2"), server.port())) {
      assertThat(behind(target, server.endpoint(NAME), edge.endpoint(NAME)))
          .singleElement()
          .satisfies(
              one ->
                  assertThat(one.sentence())
                      .startsWith("127.0.0.2:")
                      .contains("still serves the old certificate")
                      .contains(HeldCertificate.of(old).certificate().serial()));
      TlsCertificate spec = Certificates.of(List.of(edge.endpoint(NAME)));
      assertThat(target.revoke(spec, authority.login(), old, Instant.MAX, false)).hasSize(1);
      assertThat(authority.register().revocations("tests")).isEmpty();
    }
  }

  @Test
  void an_endpoint_that_is_down_is_unknown_and_holds_revoke_back() {
    server.close();
    assertThat(seen()).contains("refuses connections").contains("unknown");
    TlsCertificate spec = Certificates.of(List.of(server.endpoint(NAME)));
    assertThat(target.revoke(spec, authority.login(), old, Instant.MAX, false)).hasSize(1);
    assertThat(authority.register().revocations("tests")).isEmpty();
  }

  @Test
  void a_name_without_an_address_is_named() {
    assertThat(behind(target, new TlsEndpoint("nowhere.invalid", 443, NAME)))
        .singleElement()
        .satisfies(one -> assertThat(one.sentence()).contains("name without an address"));
  }

  @Test
  void a_certificate_for_another_host_is_named() {
    server.serve(
        issue(
            new TlsCertificate(
                Certificates.of(List.of()).secret(),
                "tests",
                List.of("shop.example.com"),
                KeyType.EC_P256,
                List.of(),
                Optional.empty(),
                66)));
    assertThat(seen()).contains("for another host, [shop.example.com]");
  }

  @Test
  void a_third_certificate_for_the_same_host_is_named() {
    server.serve(issue(Certificates.of(List.of())));
    assertThat(seen()).contains("neither the new nor the old one");
  }

  @Test
  void a_key_that_is_not_the_certificates_is_named() {
    server.serve(
        KeyPairs.make(KeyType.EC_P256).getPrivate(), HeldCertificate.of(fresh).certificate());
    assertThat(seen()).contains("did not prove that it has its key");
  }

  @Test
  void a_chain_that_leads_to_another_root_is_named() {
    try (OwnAuthorityServer other = new OwnAuthorityServer()) {
      List<UserOfOld> behind =
          target.notMoved(
              Certificates.of(List.of(server.endpoint(NAME))),
              other.login(),
              old,
              () -> fresh,
              Instant.MAX);
      assertThat(behind)
          .singleElement()
          .satisfies(
              one ->
                  assertThat(one.sentence()).contains("does not lead to a root of the authority"));
    }
  }

  @Test
  void a_certificate_that_is_not_valid_yet_by_this_clock_is_named() {
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    assertThat(behind(target(() -> yesterday), server.endpoint(NAME)))
        .singleElement()
        .satisfies(
            one -> assertThat(one.sentence()).contains("is not valid before").contains("clock"));
  }

  @Test
  void an_expired_intermediate_is_named() {
    Intermediate expired = Intermediate.expired();
    Login login = expired.login();
    server.serve(login);
    ChainCheck check = new ChainCheck(List.of(expired.root()));
    Endpoints endpoints = new Endpoints(new Connections(PATIENCE), InstantSource.system());
    CertificateChain chain = HeldCertificate.of(login).certificate();
    assertThat(
            endpoints.behind(
                Certificates.of(List.of(server.endpoint(NAME))),
                HeldCertificate.of(old).certificate(),
                chain,
                check))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.sentence())
                    .contains("has an intermediate, CN=Expired, that expired at"));
  }

  @Test
  void a_server_that_wants_a_certificate_of_its_clients_is_seen_all_the_same() {
    server.wantClientCertificates();
    assertThat(behind(target, server.endpoint(NAME))).isEmpty();
  }

  @Test
  void every_address_behind_a_name_is_looked_at() throws Exception {
    InetAddress[] addresses = InetAddress.getAllByName("localhost");
    TlsEndpoint both = new TlsEndpoint("localhost", server.port(), NAME);
    List<Served> looks =
        new Endpoints(new Connections(PATIENCE), InstantSource.system()).look(List.of(both));
    assertThat(looks)
        .extracting(Served::address)
        .containsExactlyInAnyOrder(
            Arrays.stream(addresses).map(InetAddress::getHostAddress).toArray(String[]::new));
  }
}
