package dev.rekey.activities.target.certificate;

import dev.rekey.activities.authority.Authorities;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.own.OwnAuthority;
import dev.rekey.activities.authority.own.OwnAuthorityServer;
import dev.rekey.activities.authority.own.OwnRegister;
import dev.rekey.activities.rotation.Subject;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.testing.Striking;
import dev.rekey.activities.testing.TargetInMemory;
import dev.rekey.model.credential.TlsCertificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A certificate in a world: the target and the authority are the real ones, its responder answers
 * by HTTP, and what it writes down has the faults.
 */
public final class CertificateInMemory implements TargetInMemory, AutoCloseable {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final TlsCertificate spec = Certificates.of(List.of());
  private final OwnAuthorityServer server = new OwnAuthorityServer();
  private final Login first;

  /** A certificate that is valid. */
  public CertificateInMemory() {
    TlsCertificateTarget target = new TlsCertificateTarget(server.authorities(), CLOCK, PATIENCE);
    first = target.issue(spec, server.login(), target.prepare(spec, server.login()));
  }

  @Override
  public TlsCertificate spec() {
    return spec;
  }

  @Override
  public Login first() {
    return first;
  }

  @Override
  public Subject<?> struck(Striking.Fault fault, InstantSource clock) {
    OwnRegister struck = Striking.around(OwnRegister.class, server.register(), fault);
    Authorities authorities =
        new Authorities(
            Map.of(
                OwnAuthority.KIND, (name, login) -> new OwnAuthority(name, login, struck, CLOCK)));
    return new Subject<>(
        new TlsCertificateTarget(authorities, CLOCK, PATIENCE), spec, server.login());
  }

  @Override
  public boolean accepts(Login login) {
    return HeldCertificate.of(login)
        .chain()
        .filter(
            chain ->
                server.register().revocations("tests").stream()
                    .noneMatch(one -> one.serial().equals(chain.leaf().getSerialNumber())))
        .isPresent();
  }

  /** What it wrote down shows only after so many questions. */
  @Override
  public void lagBy(int questions) {
    server.register().lagBy(questions);
  }

  @Override
  public long live() {
    AtomicLong issued = new AtomicLong();
    server.register().each("tests", one -> issued.incrementAndGet());
    return issued.get() - server.register().revocations("tests").size();
  }

  /** The serial numbers and reasons of what is revoked. */
  public List<OwnRegister.Revocation> revoked() {
    return server.register().revocations("tests");
  }

  /** The serial number of a version's certificate. */
  static String serial(Login login) {
    return HeldCertificate.of(login).chain().map(CertificateChain::serial).orElse("none");
  }

  @Override
  public void close() {
    server.close();
  }
}
