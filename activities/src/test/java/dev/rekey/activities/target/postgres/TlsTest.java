package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.activities.testing.Certificates;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.PostgresEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS to a target, with real certificates: whoever cannot prove their name gets no login. */
@SuppressWarnings("NullAway.Init") // before all
class TlsTest extends PostgresSuite {
  /** This machine by a name that is not in the list of loopback addresses. */
  private static final String ELSEWHERE = "127.1";

  @TempDir static Path folder;

  private Certificates authority;
  private Certificates stranger;

  @BeforeAll
  void certify() throws IOException {
    authority = new Certificates(Files.createDirectory(folder.resolve("ours")));
    stranger = new Certificates(Files.createDirectory(folder.resolve("theirs")));
  }

  @Test
  void a_server_that_the_right_authority_vouches_for_is_worked_with() {
    show(authority.sign("good", "ip:127.0.0.1"));
    PostgresEndpoint endpoint = checked("127.0.0.1", authority);
    target.validate(app.spec(endpoint), app.rotator(), app.current());
    assertThat(target.tryOut(app.spec(endpoint), app.current()).getFirst().verdict())
        .isEqualTo(Verdict.ACCEPTED);
    assertThat(server.query("SELECT count(*) > 0 FROM pg_stat_ssl WHERE ssl")).containsExactly("t");
  }

  @Test
  void a_server_that_wants_tls_on_its_loopback_too_is_asked_with_it() {
    show(authority.sign("local", "ip:127.0.0.1"));
    server.authentication("hostssl all all 127.0.0.1/32 scram-sha-256\n");
    try {
      assertThat(target.tryOut(app.spec(server.endpoint()), app.current()).getFirst().verdict())
          .isEqualTo(Verdict.ACCEPTED);
    } finally {
      server.authenticationByScram();
    }
  }

  @Test
  void a_certificate_of_another_authority_is_refused() {
    show(stranger.sign("wrong", "ip:127.0.0.1"));
    refused(checked("127.0.0.1", authority), "no authority known here vouches for");
  }

  @Test
  void a_certificate_for_another_name_is_refused() {
    show(authority.sign("other", "dns:db.example.org"));
    refused(checked("127.0.0.1", authority), "for another host name");
  }

  @Test
  void an_expired_certificate_is_refused() {
    show(authority.sign("old", "ip:127.0.0.1", "-9d"));
    refused(checked("127.0.0.1", authority), "has expired");
  }

  @Test
  void elsewhere_the_jdks_authorities_decide_where_none_is_named() {
    show(authority.sign("private", "dns:" + ELSEWHERE));
    refused(endpoint(ELSEWHERE, server.port(), Optional.empty()), "no authority known here");
  }

  @Test
  void a_root_certificate_that_cannot_be_read_is_told() {
    show(authority.sign("fine", "ip:127.0.0.1"));
    Path missing = folder.resolve("missing.crt");
    refused(
        endpoint("127.0.0.1", server.port(), Optional.of(missing.toString())),
        "no readable PEM file");
  }

  @Test
  void a_server_without_tls_elsewhere_hears_the_question_for_tls_and_nothing_else()
      throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<byte[]> heard = CompletableFuture.supplyAsync(() -> hear(plain));
      refused(endpoint(ELSEWHERE, plain.getLocalPort(), Optional.empty()), "offers no TLS");
      assertThat(heard.get()).containsExactly(0, 0, 0, 8, 4, 210, 22, 47);
    }
  }

  private static byte[] hear(ServerSocket plain) {
    try (Socket client = plain.accept()) {
      InputStream in = client.getInputStream();
      byte[] question = in.readNBytes(8);
      client.getOutputStream().write('N');
      client.getOutputStream().flush();
      byte[] rest = in.readAllBytes();
      return rest.length == 0 ? question : rest;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Refused in one sentence, by validation and by a trial, and the server saw no login. */
  private void refused(PostgresEndpoint endpoint, String said) {
    String before = server.log();
    StepFailedException failure =
        failure(() -> target.validate(app.spec(endpoint), app.rotator(), app.current()));
    assertThat(failure).isNotNull();
    assertThat(failure.code()).isEqualTo(FailureCode.TARGET_UNAVAILABLE);
    assertThat(failure.reason()).startsWith(endpoint.name()).contains("TLS").contains(said);
    if (endpoint.port() == server.port()) {
      Login current = app.current();
      assertThat(target.tryOut(app.spec(endpoint), current).getFirst().verdict())
          .isEqualTo(Verdict.UNKNOWN);
      assertThat(server.log().substring(before.length()))
          .doesNotContain(current.identity(), app.rotator().identity());
    }
  }

  private PostgresEndpoint checked(String host, Certificates trusted) {
    return endpoint(host, server.port(), Optional.of(trusted.authority().toString()));
  }

  private static PostgresEndpoint endpoint(String host, int port, Optional<String> root) {
    return new PostgresEndpoint(host, port, "postgres", false, root);
  }

  /** From now on the server shows this certificate. */
  private void show(Certificates.Signed signed) {
    try {
      Path key = server.data().resolve("server.key");
      Files.deleteIfExists(key);
      Files.createFile(
          key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(key, Files.readAllBytes(signed.key()));
      Path certificate = server.data().resolve("server.crt");
      Files.copy(signed.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    List<String> loaded = server.query("SELECT pg_conf_load_time()");
    server.sql("ALTER SYSTEM SET ssl = on", "SELECT pg_reload_conf()");
    Awaitility.await().until(() -> !server.query("SELECT pg_conf_load_time()").equals(loaded));
    assertThat(server.query("SHOW ssl")).containsExactly("on");
  }
}
