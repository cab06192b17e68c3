package dev.rekey.activities.authority.privateca;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.authority.RevocationReason;
import dev.rekey.activities.authority.status.StatusSource;
import dev.rekey.model.FailureCode;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.acmpca.model.CertificateAuthorityStatus;
import software.amazon.awssdk.services.acmpca.model.CertificateAuthorityUsageMode;

/**
 * A CA of AWS Private CA. It lists nothing, and knows an order again for five minutes alone, by the
 * token that was escrowed with the key. Whoever asks later cannot know whether the key was
 * certified: then the key is put away, and another one is made.
 */
public final class PrivateCaAuthority implements CertificateAuthority {
  /** What its login's identity says. */
  public static final String KIND = "aws-private-ca";

  /** What a CA for certificates of short life may certify. */
  private static final Duration SHORT = Duration.ofDays(7);

  private final String name;
  private final PrivateCaSettings settings;
  private final PrivateCaCalls calls;
  private final InstantSource clock;

  PrivateCaAuthority(
      String name, PrivateCaSettings settings, PrivateCaCalls calls, InstantSource clock) {
    this.name = name;
    this.settings = settings;
    this.calls = calls;
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  /** It is there, active, and certifies for as long as it is asked where nobody says how long. */
  @Override
  public void check(List<String> names) {
    software.amazon.awssdk.services.acmpca.model.CertificateAuthority ca = calls.describe();
    if (ca.status() != CertificateAuthorityStatus.ACTIVE) {
      throw failed(FailureCode.ORDER_REFUSED, " is not active in AWS Private CA");
    }
    Instant now = clock.instant();
    if (ca.notAfter() != null && ca.notAfter().isBefore(now.plus(settings.lifetime()))) {
      throw failed(
          FailureCode.ORDER_REFUSED,
          " ends at " + ca.notAfter() + ", before its certificates would; say fewer days");
    }
    if (ca.usageMode() == CertificateAuthorityUsageMode.SHORT_LIVED_CERTIFICATE
        && settings.lifetime().compareTo(SHORT) > 0) {
      throw failed(
          FailureCode.BAD_REQUEST,
          " certifies for " + SHORT.toDays() + " days at most; say so in its settings, by days");
    }
  }

  @Override
  public Optional<Integer> ordersPerHour() {
    return settings.ordersPerHour();
  }

  /** Nothing is known at AWS yet; the note is ours. */
  @Override
  public Optional<String> open(List<String> names) {
    return Optional.of(Placing.at(clock.instant()).note());
  }

  @Override
  public CertificateChain issue(CertificateOrder order) {
    return calls.issue(order, placing(order));
  }

  private Placing placing(CertificateOrder order) {
    return Placing.of(order.order(), clock.instant());
  }

  @Override
  public CertificateChain resume(CertificateOrder order) {
    Placing placing = placing(order);
    if (!placing.known(clock.instant())) {
      throw failed(
          FailureCode.VALUE_REJECTED,
          " cannot tell any more whether it certified the key of "
              + placing.since()
              + ", which is put away");
    }
    return calls.issue(order, placing);
  }

  /**
   * What AWS still knows is asked for again, to revoke it. Later nobody can tell; the certificate
   * of a key that nobody ever got is of no use to anybody.
   */
  @Override
  public void abandon(CertificateOrder order) {
    if (order.order().isPresent() && placing(order).known(clock.instant())) {
      revoke(calls.issue(order, placing(order)), RevocationReason.CESSATION_OF_OPERATION);
    }
  }

  /** It tells nobody. */
  @Override
  public Optional<CertificateChain> find(PublicKey key, Optional<String> order) {
    return Optional.empty();
  }

  @Override
  public void revoke(CertificateChain chain, RevocationReason reason) {
    calls.revoke(
        chain.leaf(),
        switch (reason) {
          case UNSPECIFIED ->
              software.amazon.awssdk.services.acmpca.model.RevocationReason.UNSPECIFIED;
          case KEY_COMPROMISE ->
              software.amazon.awssdk.services.acmpca.model.RevocationReason.KEY_COMPROMISE;
          case CA_COMPROMISE ->
              software.amazon.awssdk.services.acmpca.model.RevocationReason
                  .CERTIFICATE_AUTHORITY_COMPROMISE;
          case SUPERSEDED ->
              software.amazon.awssdk.services.acmpca.model.RevocationReason.SUPERSEDED;
          case CESSATION_OF_OPERATION ->
              software.amazon.awssdk.services.acmpca.model.RevocationReason.CESSATION_OF_OPERATION;
        });
  }

  private StepFailedException failed(FailureCode code, String what) {
    return new StepFailedException(code, name + what);
  }

  @Override
  public List<StatusSource> sources(X509Certificate certificate) {
    return Revocations.of(calls.describe(), settings, certificate);
  }

  @Override
  public List<X509Certificate> anchors() {
    return settings.anchors();
  }
}
