package dev.rekey.activities.target.certificate;

import dev.rekey.activities.authority.Authorities;
import dev.rekey.activities.rotation.Subject;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.testing.Striking;
import dev.rekey.activities.testing.TargetInMemory;
import dev.rekey.model.credential.TlsCertificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A certificate of a real authority, in a world: the faults strike each call to that one. */
public final class ElsewhereCertificate implements TargetInMemory {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final TlsCertificate spec = Certificates.of(List.of());
  private final Place place;
  private final Login first;

  /** An authority that is elsewhere. */
  public interface Place {
    /** Rekey's login there. */
    Login login();

    /** It, with the fault around every call. */
    Authorities behind(Striking.Fault fault);

    /** Whether a certificate is revoked, in truth. */
    boolean revoked(X509Certificate certificate);

    /** How many certificates count that it issued, in truth. */
    long live();
  }

  /** A certificate that is valid. */
  public ElsewhereCertificate(Place place) {
    this.place = place;
    TlsCertificateTarget target = target(Striking.NONE);
    first = target.issue(spec, place.login(), target.prepare(spec, place.login()));
  }

  private TlsCertificateTarget target(Striking.Fault fault) {
    return new TlsCertificateTarget(place.behind(fault), InstantSource.system(), PATIENCE);
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
    return new Subject<>(target(fault), spec, place.login());
  }

  @Override
  public boolean accepts(Login login) {
    return HeldCertificate.of(login)
        .chain()
        .filter(chain -> !place.revoked(chain.leaf()))
        .isPresent();
  }

  /** Real ones lag as they do. */
  @Override
  public void lagBy(int questions) {}

  @Override
  public long live() {
    return place.live();
  }
}
