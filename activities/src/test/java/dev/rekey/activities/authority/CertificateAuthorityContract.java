package dev.rekey.activities.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.status.CertificateStatus;
import dev.rekey.activities.authority.status.FreshStatus;
import dev.rekey.activities.authority.status.StatusReader;
import dev.rekey.activities.authority.status.StatusSource;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.KeyType;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every authority keeps, whichever it is: what it certifies is the key that it was asked for,
 * twice equals once, and a revocation is read back where it can be.
 */
public abstract class CertificateAuthorityContract {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The authority under test. */
  protected abstract CertificateAuthority authority();

  /** The same authority at an address where nobody answers. */
  protected abstract CertificateAuthority unreachable();

  /** Names that it certifies. */
  protected abstract List<String> names();

  /** How it is asked what it revoked. */
  protected StatusReader status() {
    return new FreshStatus(PATIENCE, InstantSource.system());
  }

  /** Makes what was revoked show where it is told, if the authority does not do so by itself. */
  protected void publish() {}

  /** Whether it names its revocations; one that does not is said to be unproven in evidence. */
  protected boolean tellsStatus() {
    return true;
  }

  /** Whether it tells why a certificate is revoked. */
  protected boolean tellsReasons() {
    return true;
  }

  /** An order for a new key, as the target makes it. */
  protected final CertificateOrder order(KeyType type) {
    KeyPair keys = KeyPairs.make(type);
    return order(keys, authority().open(names()));
  }

  private CertificateOrder order(KeyPair keys, Optional<String> note) {
    return new CertificateOrder(
        names(), SigningRequest.of(keys, names()), keys.getPublic(), Optional.empty(), note);
  }

  /** A certificate for a new key. */
  protected final CertificateChain issued() {
    return authority().issue(order(KeyType.EC_P256));
  }

  private List<CertificateStatus> statuses(CertificateChain chain) {
    List<StatusSource> sources = authority().sources(chain.leaf());
    assertThat(sources.isEmpty()).isNotEqualTo(tellsStatus());
    X509Certificate issuer = issuer(chain);
    StatusReader there = status().trusting(authority().serverAnchors());
    return sources.stream().map(source -> there.ask(source, chain.leaf(), issuer)).toList();
  }

  private X509Certificate issuer(CertificateChain chain) {
    return Stream.concat(chain.certificates().stream().skip(1), authority().anchors().stream())
        .filter(one -> one.getSubjectX500Principal().equals(chain.leaf().getIssuerX500Principal()))
        .findFirst()
        .orElseThrow();
  }

  /** The code with which it fails. */
  protected static FailureCode failure(ThrowingCallable attempt) {
    return catchThrowableOfType(StepFailedException.class, attempt).code();
  }

  @Test
  void it_has_a_name_and_checking_passes_twice() {
    assertThat(authority().name()).isNotBlank();
    authority().check(names());
    authority().check(names());
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyType.class,
      names = {"EC_P256", "RSA_2048"})
  void it_certifies_the_key_that_it_is_asked_for_and_the_chain_leads_to_its_root(KeyType type)
      throws Exception {
    CertificateOrder order = order(type);
    CertificateChain chain = authority().issue(order);
    assertThat(chain.key()).isEqualTo(order.key());
    assertThat(chain.leaf().getSubjectAlternativeNames())
        .extracting(name -> String.valueOf(name.get(1)))
        .containsExactlyInAnyOrderElementsOf(names());
    for (int i = 0; i + 1 < chain.certificates().size(); i++) {
      chain.certificates().get(i).verify(chain.certificates().get(i + 1).getPublicKey());
    }
    assertThat(authority().anchors())
        .anySatisfy(root -> chain.certificates().getLast().verify(root.getPublicKey()));
  }

  @Test
  void two_keys_get_two_certificates() {
    assertThat(issued().serial()).isNotEqualTo(issued().serial());
  }

  @Test
  void f01_an_order_whose_answer_was_lost_is_taken_up_or_its_certificate_revoked() {
    CertificateOrder order = order(KeyType.EC_P256);
    CertificateChain lost = authority().issue(order);
    CertificateChain again = authority().resume(order);
    assertThat(again.key()).isEqualTo(lost.key());
    publish();
    assertThat(statuses(again)).allMatch(CertificateStatus.Good.class::isInstance);
    if (!again.serial().equals(lost.serial())) {
      assertThat(statuses(lost)).allMatch(CertificateStatus.Revoked.class::isInstance);
    }
  }

  @Test
  void an_order_that_was_never_placed_is_placed_when_it_is_resumed() {
    CertificateOrder order = order(KeyType.EC_P256);
    assertThat(authority().resume(order).key()).isEqualTo(order.key());
  }

  @Test
  void f2_what_was_certified_for_an_order_that_nobody_completes_is_revoked() {
    CertificateOrder order = order(KeyType.EC_P256);
    CertificateChain lost = authority().issue(order);
    CertificateChain other = issued();
    authority().abandon(order);
    authority().abandon(order);
    authority().abandon(order(KeyType.EC_P256));
    publish();
    assertThat(statuses(lost)).allMatch(CertificateStatus.Revoked.class::isInstance);
    assertThat(statuses(other)).allMatch(CertificateStatus.Good.class::isInstance);
  }

  @Test
  void a_key_that_was_never_certified_is_not_found() {
    assertThat(authority().find(KeyPairs.make(KeyType.EC_P256).getPublic(), Optional.empty()))
        .isEmpty();
  }

  @Test
  void what_is_not_revoked_is_good_wherever_it_is_told() {
    CertificateChain chain = issued();
    publish();
    assertThat(statuses(chain)).allMatch(CertificateStatus.Good.class::isInstance);
  }

  @ParameterizedTest
  @EnumSource(
      value = RevocationReason.class,
      names = {"SUPERSEDED", "KEY_COMPROMISE"})
  void f09_a_revocation_is_read_back_with_its_reason_and_touches_no_other(RevocationReason reason) {
    CertificateChain chain = issued();
    CertificateChain other = issued();
    authority().revoke(chain, reason);
    authority().revoke(chain, reason);
    publish();
    assertThat(statuses(chain))
        .allSatisfy(
            status ->
                assertThat(status)
                    .isInstanceOfSatisfying(
                        CertificateStatus.Revoked.class,
                        revoked ->
                            assertThat(revoked.reason())
                                .isEqualTo(tellsReasons() ? reason.code() : 0)));
    assertThat(statuses(other)).allMatch(CertificateStatus.Good.class::isInstance);
  }

  @Test
  void an_authority_that_does_not_answer_is_unavailable() {
    CertificateChain chain = issued();
    CertificateOrder order = order(KeyType.EC_P256);
    assertThat(failure(() -> unreachable().check(names())))
        .isEqualTo(FailureCode.TARGET_UNAVAILABLE);
    assertThat(failure(() -> unreachable().issue(order))).isEqualTo(FailureCode.TARGET_UNAVAILABLE);
    assertThat(failure(() -> unreachable().revoke(chain, RevocationReason.SUPERSEDED)))
        .isEqualTo(FailureCode.TARGET_UNAVAILABLE);
  }
}
