package dev.rekey.exercise.world;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.IssuingTarget;
import dev.rekey.activities.target.IssuingTargetContract;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.model.credential.TlsCertificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** The real target, at an authority, a network and responders that are not there. */
class CertifiedCertificatesTest extends IssuingTargetContract<TlsCertificate> {
  private final LoneAuthority world = new LoneAuthority();
  private final Login current = world.served();
  private final Login other = fresh();

  CertifiedCertificatesTest() {
    world.around().serve(other);
  }

  @Override
  protected IssuingTarget<TlsCertificate> target() {
    return (IssuingTarget<TlsCertificate>) world.world().of(spec());
  }

  @Override
  protected TlsCertificate spec() {
    return world.spec();
  }

  @Override
  protected TlsCertificate unreachable() {
    return new TlsCertificate(
        spec().secret(),
        "elsewhere",
        spec().names(),
        spec().keyType(),
        spec().endpoints(),
        spec().lifetime(),
        spec().renewAtPercent());
  }

  @Override
  protected Login rotator() {
    return world.login();
  }

  @Override
  protected Login current() {
    return current;
  }

  @Override
  protected List<String> state() {
    List<String> state = new ArrayList<>();
    world.authority().each(one -> state.add(CertificateChain.serial(one) + told(one)));
    return state;
  }

  private String told(X509Certificate one) {
    X509Certificate issuer = world.authority().anchors().getFirst();
    return world.authority().sources(one).stream()
        .map(source -> world.status().ask(source, one, issuer))
        .toList()
        .toString();
  }

  /** An edge serves it as long as the session is open. */
  @Override
  protected AutoCloseable session(Login login) {
    world.around().serve(login);
    return new Session(login);
  }

  private final class Session implements AutoCloseable {
    private final Login login;

    Session(Login login) {
      this.login = login;
    }

    @Override
    public void close() {
      world.around().serve(other);
    }
  }

  /** Whether a client would go on with it that asks whether it is revoked. */
  @Override
  protected boolean alive(AutoCloseable session) {
    return verdict(((Session) session).login) == Verdict.ACCEPTED;
  }
}
