package dev.rekey.activities.rollover;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.RevocationReason;
import dev.rekey.activities.authority.succession.Succession;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.IssuingTarget;
import dev.rekey.activities.target.certificate.CertificateProbe;
import dev.rekey.activities.target.certificate.TlsCertificateTarget;
import dev.rekey.model.credential.KeyType;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rollover.RolloverOrder;
import dev.rekey.model.rollover.TrustBundle;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One certificate of each authority that is served by nobody: who believes the authority accepts
 * it. Its key is escrowed before the authority hears of it, as every key is.
 */
final class Probes {
  /** One that ends sooner is replaced. */
  private static final Duration LEAST = Duration.ofHours(1);

  /** Who stands in a place that has no probe yet. */
  private static final Login NOBODY = new Login("nobody", SecretValue.of("no probe was made yet"));

  private final KnownAuthorities known;
  private final TlsCertificateTarget target;
  private final InstantSource clock;

  Probes(KnownAuthorities known, TlsCertificateTarget target, InstantSource clock) {
    this.known = known;
    this.target = target;
    this.clock = clock;
  }

  /** Makes the place for a probe, for those who may not make secrets later. */
  static void place(KnownAuthorities known, RolloverOrder order, String member) {
    SecretId secret = secret(order, member);
    if (known.store().current(secret).isEmpty()) {
      known.put(secret, NOBODY.identity(), NOBODY);
    }
  }

  /** The probe of one authority; made if there is none, or it ends soon. */
  CertificateProbe of(RolloverOrder order, Succession.Member member, Supplier<List<String>> names) {
    return kept(order, member.name()).orElseGet(() -> make(order, member, names.get()));
  }

  /** The probe of one authority, if there is one that is valid. */
  Optional<CertificateProbe> kept(RolloverOrder order, String member) {
    return known
        .current(secret(order, member))
        .filter(login -> !login.identity().equals(NOBODY.identity()))
        .flatMap(CertificateProbe::of)
        .filter(this::lasts);
  }

  /** One that was made, and whose maker died before it was in its place, is taken up. */
  private CertificateProbe make(RolloverOrder order, Succession.Member member, List<String> names) {
    SecretId secret = secret(order, member.name());
    int number = 0;
    Optional<Login> made = known.version(secret, version(secret, order, number));
    while (made.isPresent() && CertificateProbe.of(made.get()).filter(this::lasts).isEmpty()) {
      number++;
      made = known.version(secret, version(secret, order, number));
    }
    VersionId version = version(secret, order, number);
    Login login =
        made.orElseGet(() -> certified(spec(secret, member.name(), names), version, member));
    known.put(secret, mark(order, number), login);
    return CertificateProbe.of(login).orElseThrow();
  }

  private Login certified(TlsCertificate spec, VersionId version, Succession.Member member) {
    VersionId preparation = IssuingTarget.preparation(version);
    Optional<Login> before = known.version(spec.secret(), preparation);
    if (before.isPresent()) {
      return target.resume(spec, member.login(), before.get());
    }
    Login prepared = target.prepare(spec, member.login());
    known.keep(spec.secret(), preparation, prepared);
    return target.issue(spec, member.login(), prepared);
  }

  private boolean lasts(CertificateProbe probe) {
    Instant end = probe.chain().leaf().getNotAfter().toInstant();
    return end.isAfter(clock.instant().plus(LEAST));
  }

  private static VersionId version(SecretId secret, RolloverOrder order, int number) {
    return KnownAuthorities.version(secret, mark(order, number));
  }

  private static String mark(RolloverOrder order, int number) {
    return order.id() + "/" + number;
  }

  /** Has the probe revoked: nothing is to be let in by it any more. Nothing is a success. */
  boolean revoke(RolloverOrder order, Succession.Member member) {
    Optional<CertificateProbe> probe = kept(order, member.name());
    try {
      probe.ifPresentOrElse(
          one ->
              target
                  .authorities()
                  .of(member.name(), member.login())
                  .revoke(one.chain(), RevocationReason.CESSATION_OF_OPERATION),
          () -> abandon(order, member));
      return true;
    } catch (StepFailedException gone) {
      return false; // it is said, and ends by itself
    }
  }

  /** What was asked for, and whose answer was lost. */
  private void abandon(RolloverOrder order, Succession.Member member) {
    SecretId secret = secret(order, member.name());
    known
        .version(secret, IssuingTarget.preparation(version(secret, order, 0)))
        .ifPresent(
            part ->
                target.abandon(spec(secret, member.name(), Leaves.NO_NAMES), member.login(), part));
  }

  /** Where the probe of one authority is kept. */
  static SecretId secret(RolloverOrder order, String member) {
    return new SecretId(TrustBundle.of(order.authority()) + "/probe/" + member);
  }

  private static TlsCertificate spec(SecretId secret, String authority, List<String> names) {
    return new TlsCertificate(
        secret,
        authority,
        names,
        KeyType.EC_P256,
        List.of(),
        Optional.empty(),
        TlsCertificate.RENEW_AT_PERCENT);
  }
}
