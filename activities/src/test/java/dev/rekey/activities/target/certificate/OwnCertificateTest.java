package dev.rekey.activities.target.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.own.OwnAuthorityServer;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.IssuingTarget;
import dev.rekey.activities.target.IssuingTargetContract;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.activities.testing.TlsServer;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.TlsCertificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Certificates of our own authority, at an endpoint that really serves them. */
class OwnCertificateTest extends IssuingTargetContract<TlsCertificate> {
  private final OwnAuthorityServer authority = new OwnAuthorityServer();
  private final TlsCertificateTarget target =
      new TlsCertificateTarget(
          authority.authorities(), InstantSource.system(), Duration.ofSeconds(5));
  private final TlsCertificate nowhere = Certificates.of(List.of());
  private final Login current = issue();
  private final Login other = issue();
  private final TlsServer server = new TlsServer(other);

  private Login issue() {
    return target.issue(nowhere, authority.login(), target.prepare(nowhere, authority.login()));
  }

  @AfterEach
  void stop() {
    server.close();
    authority.close();
  }

  @Override
  protected IssuingTarget<TlsCertificate> target() {
    return target;
  }

  @Override
  protected TlsCertificate spec() {
    return Certificates.of(List.of(server.endpoint("www.example.org")));
  }

  @Test
  void a_version_that_is_called_by_another_key_than_its_own_is_refused() {
    Login renamed = new Login(other.identity(), current.value());
    StepFailedException refused =
        catchThrowableOfType(
            StepFailedException.class, () -> target.validate(spec(), rotator(), renamed));
    assertThat(refused.code()).isEqualTo(FailureCode.BAD_REQUEST);
    assertThat(refused.reason()).contains("not called by the hash of its key");
  }

  @Override
  protected TlsCertificate unreachable() {
    authority.responderIsDown(true);
    return spec();
  }

  @Override
  protected Login rotator() {
    return authority.login();
  }

  @Override
  protected Login current() {
    return current;
  }

  @Override
  protected List<String> state() {
    List<String> state = new ArrayList<>();
    authority.register().each("tests", one -> state.add("issued " + CertificateChain.serial(one)));
    authority.register().revocations("tests").forEach(one -> state.add("revoked " + one));
    return state;
  }

  /** An endpoint serves it as long as the session is open. */
  @Override
  protected AutoCloseable session(Login login) {
    server.serve(login);
    return new Session(login);
  }

  private final class Session implements AutoCloseable {
    private final Login login;

    Session(Login login) {
      this.login = login;
    }

    @Override
    public void close() {
      server.serve(other);
    }
  }

  /** Whether a client would go on with it that asks whether it is revoked. */
  @Override
  protected boolean alive(AutoCloseable session) {
    return verdict(((Session) session).login) == Verdict.ACCEPTED;
  }
}
