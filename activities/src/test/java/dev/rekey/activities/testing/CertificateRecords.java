package dev.rekey.activities.testing;

import dev.rekey.activities.authority.KnownCertificate;
import dev.rekey.activities.authority.RenewalAdvice.Window;
import dev.rekey.activities.inventory.Inventory;
import dev.rekey.model.credential.KeyType;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.policy.RotationPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Certificates as the ledger knows them, which nobody ever issued. */
public final class CertificateRecords {
  private CertificateRecords() {}

  /** One of so many days. */
  public static KnownCertificate certificate(Instant from, int days) {
    Duration lifetime = Duration.ofDays(days);
    return new KnownCertificate(
        "ab".repeat(32),
        "cd".repeat(32),
        "1f",
        from,
        from.plus(lifetime),
        from.plus(lifetime.multipliedBy(TlsCertificate.RENEW_AT_PERCENT).dividedBy(100)));
  }

  /** When an authority wants one replaced. */
  public static Window window(Instant from, Instant until) {
    return new Window(from, until, Optional.empty(), Optional.empty());
  }

  /** Enrols one for www.example.org under the default policy. */
  public static CredentialRecord enrol(
      Inventory inventory, String name, KnownCertificate certificate, Instant at) {
    return enrol(inventory, name, RotationPolicy.DEFAULT, certificate, at);
  }

  /** The same under another policy. */
  public static CredentialRecord enrol(
      Inventory inventory,
      String name,
      RotationPolicy policy,
      KnownCertificate certificate,
      Instant at) {
    TlsCertificate spec = spec(name);
    CredentialRecord record = new CredentialRecord(spec, "ann@example.com", Tier.HIGH, policy);
    VersionId version = Enrolments.version();
    inventory.certificate(spec.secret(), version, certificate);
    if (!inventory.enrol(record, version, "spki-" + certificate.key(), "ann", at)) {
      throw new AssertionError(name + " is taken");
    }
    return record;
  }

  /** One for www.example.org. */
  public static TlsCertificate spec(String name) {
    return new TlsCertificate(
        new SecretId(name),
        "tests",
        List.of("www.example.org"),
        KeyType.EC_P256,
        List.of(),
        Optional.empty(),
        TlsCertificate.RENEW_AT_PERCENT);
  }
}
