package dev.rekey.activities.authority.succession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.Authorities;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.RevocationReason;
import dev.rekey.activities.authority.own.InMemoryRegister;
import dev.rekey.activities.authority.own.OwnAuthority;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.KeyType;
import java.net.URI;
import java.security.KeyPair;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A name that stands for one authority after the other. */
class SuccessiveAuthorityTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final List<String> NAMES = List.of("www.example.org");
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

  private final Map<String, InMemoryRegister> registers =
      Map.of("old", new InMemoryRegister(), "new", new InMemoryRegister());
  private final Authorities authorities =
      new Authorities(
          Map.of(
              OwnAuthority.KIND,
              (name, login) -> new OwnAuthority(name, login, registers.get(name), CLOCK)));
  private final Login old = OwnAuthority.make("old", NOWHERE, CLOCK);
  private final Login fresh = OwnAuthority.make("new", NOWHERE, CLOCK);

  private SuccessiveAuthority standing(Optional<String> issuing, boolean oldIsBelieved) {
    Succession succession =
        new Succession(
            "r/" + issuing,
            issuing,
            List.of(
                new Succession.Member("new", fresh, true, Optional.empty()),
                new Succession.Member("old", old, oldIsBelieved, Optional.empty())));
    return authorities.successive("web", succession.login());
  }

  private static CertificateOrder order(KeyPair keys) {
    return CertificateOrder.of(keys, NAMES);
  }

  private static CertificateOrder order() {
    return order(KeyPairs.make(KeyType.EC_P256));
  }

  @Test
  void the_one_whose_turn_it_is_certifies_and_each_is_known_by_what_it_signed() {
    SuccessiveAuthority before = standing(Optional.of("old"), true);
    SuccessiveAuthority after = standing(Optional.of("new"), true);
    assertThat(after.issuerOf(before.issue(order()))).contains("old");
    assertThat(before.issuerOf(after.issue(order()))).contains("new");
    assertThat(after.anchors()).hasSize(2);
    assertThat(standing(Optional.of("new"), false).anchors()).hasSize(1);
  }

  @Test
  void nobody_certifies_while_it_is_stopped_and_what_was_certified_can_be_revoked() {
    CertificateChain chain = standing(Optional.of("old"), true).issue(order());
    SuccessiveAuthority stopped = standing(Optional.empty(), true);
    StepFailedException refused =
        catchThrowableOfType(StepFailedException.class, () -> stopped.issue(order()));
    assertThat(refused.code()).isEqualTo(FailureCode.ISSUANCE_STOPPED);
    assertThat(catchThrowableOfType(StepFailedException.class, () -> stopped.open(NAMES)).code())
        .isEqualTo(FailureCode.ISSUANCE_STOPPED);
    stopped.revoke(chain, RevocationReason.SUPERSEDED);
    assertThat(revoked("old")).isEqualTo(1);
  }

  @Test
  void each_revokes_what_it_certified_itself_and_tells_of_it_also_when_it_is_believed_no_more() {
    CertificateChain chain = standing(Optional.of("old"), true).issue(order());
    SuccessiveAuthority after = standing(Optional.of("new"), false);
    after.revoke(chain, RevocationReason.KEY_COMPROMISE);
    assertThat(revoked("old")).isEqualTo(1);
    assertThat(revoked("new")).isZero();
    assertThat(after.sources(chain.leaf())).hasSize(2);
    assertThat(after.issuers()).hasSize(2);
  }

  @Test
  void what_the_old_one_certified_for_an_order_that_the_new_one_takes_up_is_nobodys() {
    KeyPair keys = KeyPairs.make(KeyType.EC_P256);
    CertificateChain first = standing(Optional.of("old"), true).issue(order(keys));
    SuccessiveAuthority after = standing(Optional.of("new"), true);
    CertificateChain second = after.resume(order(keys));
    assertThat(after.issuerOf(second)).contains("new");
    assertThat(second.serial()).isNotEqualTo(first.serial());
    assertThat(revoked("old")).isEqualTo(1);
  }

  @Test
  void a_certificate_of_nobody_here_is_not_found() {
    CertificateChain stranger =
        new OwnAuthority(
                "other", OwnAuthority.make("new", NOWHERE, CLOCK), new InMemoryRegister(), CLOCK)
            .issue(order());
    SuccessiveAuthority after = standing(Optional.of("new"), true);
    assertThat(after.issuerOf(stranger)).isEmpty();
    assertThat(
            catchThrowableOfType(
                    StepFailedException.class,
                    () -> after.revoke(stranger, RevocationReason.SUPERSEDED))
                .code())
        .isEqualTo(FailureCode.NOT_FOUND);
  }

  private int revoked(String name) {
    return registers.get(name).revocations(name).size();
  }
}
