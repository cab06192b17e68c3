package dev.rekey.activities.authority.own;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.RevocationReason;
import dev.rekey.activities.authority.own.OwnRegister.Revocation;
import dev.rekey.model.credential.KeyType;
import java.math.BigInteger;
import java.net.URI;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every register of authorities keeps, wherever it is written. */
public abstract class OwnRegisterContract {
  private static final String ONE = "one";
  private static final String OTHER = "other";
  private static final Instant THEN = Instant.parse("2027-01-04T09:00:00Z");
  private static final Instant LATER = THEN.plus(Duration.ofHours(1));
  private static final InstantSource CLOCK = InstantSource.fixed(THEN);

  private final LeafCertificates leaves =
      new LeafCertificates(ONE, OwnKeys.make(ONE, URI.create("http://status.invalid"), THEN));

  /** The register under test, with nothing in it. */
  protected abstract OwnRegister register();

  private CertificateChain made(KeyPair keys) {
    CertificateOrder order = CertificateOrder.of(keys, List.of("www.example.org"));
    return leaves.make(order, CLOCK.instant(), Duration.ofDays(1));
  }

  private CertificateChain issued() {
    return register().issued(ONE, made(KeyPairs.make(KeyType.EC_P256)));
  }

  private static BigInteger serial(CertificateChain chain) {
    return chain.leaf().getSerialNumber();
  }

  private void revoke(CertificateChain chain, RevocationReason reason, Instant at) {
    register().revoked(ONE, new Revocation(serial(chain), reason, at));
  }

  @Test
  void a_key_has_one_certificate_and_it_is_the_first() {
    KeyPair keys = KeyPairs.make(KeyType.EC_P256);
    CertificateChain first = made(keys);
    CertificateChain second = made(keys);
    assertThat(register().issued(ONE, first)).isEqualTo(first);
    assertThat(register().issued(ONE, second)).isEqualTo(first);
    assertThat(register().find(ONE, keys.getPublic())).contains(first);
    assertThat(register().knows(ONE, serial(first))).isTrue();
    assertThat(register().knows(ONE, serial(second))).isFalse();
  }

  @Test
  void each_authority_has_its_own() {
    CertificateChain chain = issued();
    revoke(chain, RevocationReason.SUPERSEDED, THEN);
    assertThat(register().find(OTHER, chain.key())).isEmpty();
    assertThat(register().knows(OTHER, serial(chain))).isFalse();
    assertThat(register().revocation(OTHER, serial(chain))).isEmpty();
    assertThat(register().revocations(OTHER)).isEmpty();
    register().each(OTHER, one -> assertThat(one).isNull());
  }

  @Test
  void it_shows_every_certificate_once() {
    List<String> issued = List.of(issued().serial(), issued().serial());
    List<String> seen = new ArrayList<>();
    register().each(ONE, one -> seen.add(CertificateChain.serial(one)));
    assertThat(seen).containsExactlyInAnyOrderElementsOf(issued);
  }

  @Test
  void the_first_revocation_counts_and_touches_no_other() {
    CertificateChain chain = issued();
    CertificateChain other = issued();
    revoke(chain, RevocationReason.SUPERSEDED, THEN);
    revoke(chain, RevocationReason.CESSATION_OF_OPERATION, LATER);
    Revocation there = new Revocation(serial(chain), RevocationReason.SUPERSEDED, THEN);
    assertThat(register().revocation(ONE, serial(chain))).contains(there);
    assertThat(register().revocations(ONE)).containsExactly(there);
    assertThat(register().revocation(ONE, serial(other))).isEmpty();
  }

  @Test
  void that_the_key_leaked_takes_the_place_of_another_reason_and_it_is_revoked_since_as_long() {
    CertificateChain chain = issued();
    revoke(chain, RevocationReason.SUPERSEDED, THEN);
    revoke(chain, RevocationReason.KEY_COMPROMISE, LATER);
    revoke(chain, RevocationReason.CA_COMPROMISE, LATER);
    assertThat(register().revocation(ONE, serial(chain)))
        .contains(new Revocation(serial(chain), RevocationReason.KEY_COMPROMISE, THEN));
  }

  @Test
  void what_was_never_issued_is_not_revoked() {
    CertificateChain stranger = made(KeyPairs.make(KeyType.EC_P256));
    revoke(stranger, RevocationReason.KEY_COMPROMISE, THEN);
    assertThat(register().revocation(ONE, serial(stranger))).isEmpty();
    assertThat(register().revocations(ONE)).isEmpty();
  }

  @Test
  void one_that_is_stopped_twice_is_stopped_and_no_other_is() {
    assertThat(register().stopped(ONE)).isFalse();
    register().stop(ONE);
    register().stop(ONE);
    assertThat(List.of(register().stopped(ONE), register().stopped(OTHER)))
        .containsExactly(true, false);
  }

  @Test
  void several_may_be_revoked() {
    CertificateChain one = issued();
    CertificateChain two = issued();
    revoke(one, RevocationReason.SUPERSEDED, LATER);
    revoke(two, RevocationReason.UNSPECIFIED, THEN);
    assertThat(register().revocations(ONE).stream().map(Revocation::serial))
        .hasSameElementsAs(Set.of(serial(one), serial(two)));
  }
}
