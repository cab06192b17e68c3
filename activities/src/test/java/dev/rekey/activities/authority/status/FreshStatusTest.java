package dev.rekey.activities.authority.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.RevocationReason;
import dev.rekey.activities.authority.own.OwnAuthority;
import dev.rekey.activities.authority.own.OwnAuthorityServer;
import dev.rekey.activities.authority.own.OwnResponder;
import dev.rekey.activities.secret.Login;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers about revocation: only a fresh one, signed by who issued the certificate, counts. */
class FreshStatusTest extends StatusReaderContract {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final OwnAuthorityServer server = new OwnAuthorityServer();
  private final OwnAuthority authority = server.authority();
  private final CertificateChain chain = issue(authority);
  private final X509Certificate issuer = authority.anchors().getFirst();

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected FreshStatus reader() {
    return new FreshStatus(PATIENCE, InstantSource.system());
  }

  @Override
  protected OwnAuthority teller() {
    return authority;
  }

  @Override
  protected Login login() {
    return server.login();
  }

  private List<CertificateStatus> ask(CertificateChain about, InstantSource clock) {
    FreshStatus status = new FreshStatus(PATIENCE, clock);
    return authority.sources(about.leaf()).stream()
        .map(source -> status.ask(source, about.leaf(), issuer))
        .toList();
  }

  private void isUnknown(CertificateChain about, InstantSource clock, String why) {
    assertThat(ask(about, clock))
        .hasSize(2)
        .allSatisfy(
            status ->
                assertThat(status)
                    .isInstanceOfSatisfying(
                        CertificateStatus.Unknown.class,
                        unknown -> assertThat(unknown.why()).contains(why)));
  }

  @Test
  void a_certificate_names_where_it_is_told() {
    assertThat(StatusSource.namedBy(chain.leaf()))
        .containsExactlyElementsOf(authority.sources(chain.leaf()));
  }

  @Test
  void a_responder_that_is_down_is_unknown_and_never_revoked() {
    authority.revoke(chain, RevocationReason.SUPERSEDED);
    server.responderIsDown(true);
    isUnknown(chain, InstantSource.system(), "status 503");
  }

  @Test
  void a_responder_that_refuses_post_is_asked_by_get() {
    server.refusesPost();
    assertThat(ask(chain, InstantSource.system()))
        .allMatch(CertificateStatus.Good.class::isInstance);
    authority.revoke(chain, RevocationReason.SUPERSEDED);
    assertThat(ask(chain, InstantSource.system()))
        .hasSize(2)
        .allMatch(CertificateStatus.Revoked.class::isInstance);
  }

  @Test
  void a_server_that_stops_in_the_middle_of_its_answer_is_left() throws Exception {
    try (ServerSocket slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> beginAndStop(slow));
      FreshStatus status = new FreshStatus(Duration.ofMillis(100), InstantSource.system());
      URI address = URI.create("http://127.0.0.1:" + slow.getLocalPort() + "/crl");
      assertThat(status.ask(new StatusSource.Crl(address), chain.leaf(), issuer))
          .isInstanceOf(CertificateStatus.Unknown.class);
    }
  }

  private static void beginAndStop(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket
          .getOutputStream()
          .write(
              "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n0".getBytes(StandardCharsets.US_ASCII));
      while (socket.getInputStream().read() >= 0) {
        // until the other side leaves
      }
    } catch (IOException gone) {
      // it left
    }
  }

  @Test
  void nobody_at_the_address_gives_no_answer() {
    FreshStatus status = new FreshStatus(PATIENCE, InstantSource.system());
    URI nobody = URI.create("http://127.0.0.1:1/crl");
    for (StatusSource source :
        List.of(new StatusSource.Crl(nobody), new StatusSource.Ocsp(nobody))) {
      assertThat(status.ask(source, chain.leaf(), issuer))
          .isEqualTo(new CertificateStatus.Unknown("it gave no answer"));
    }
  }

  @Test
  void an_answer_that_somebody_else_signed_is_unknown() {
    try (OwnAuthorityServer stranger = new OwnAuthorityServer()) {
      server.isPosedAsBy(
          new OwnResponder("tests", stranger.login(), server.register(), InstantSource.system()));
      isUnknown(chain, InstantSource.system(), "not signed by who issued the certificate");
    }
  }

  @Test
  void an_answer_of_long_ago_is_unknown() {
    Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
    isUnknown(chain, () -> tomorrow, "stale");
  }

  @Test
  void an_answer_from_the_future_is_unknown() {
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    isUnknown(chain, () -> yesterday, "from the future");
  }
}
