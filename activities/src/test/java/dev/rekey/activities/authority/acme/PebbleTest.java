package dev.rekey.activities.authority.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.CertificateAuthorityContract;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.RenewalAdvice;
import dev.rekey.activities.authority.RevocationReason;
import dev.rekey.activities.authority.acme.AcmeSettings.ChallengeSettings;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.testing.Programs;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.KeyType;
import java.net.URI;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** ACME against Pebble, which offers neither CRL nor OCSP: revocations there are unproven. */
class PebbleTest extends CertificateAuthorityContract {
  private static Optional<PebbleServer> server = Optional.empty();

  @BeforeAll
  static void start() {
    server = PebbleServer.start();
    Assumptions.assumeTrue(
        server.isPresent(), "pebble and pebble-challtestsrv are not on the PATH");
  }

  @AfterAll
  static void stop() {
    server.ifPresent(PebbleServer::close);
  }

  private static PebbleServer pebble() {
    return server.orElseThrow();
  }

  private static AcmeSettings settings(URI directory, ChallengeSettings challenge) {
    return new AcmeSettings(
            directory,
            Optional.empty(),
            List.of("mailto:ops@example.org"),
            true,
            Optional.empty(),
            challenge,
            Optional.of(pebble().root()),
            Optional.of(pebble().serverRoot()),
            Optional.empty(),
            Optional.empty())
        .complete();
  }

  private static ChallengeSettings byHttp() {
    return new ChallengeSettings("http-01", pebble().listen(), null);
  }

  private static ChallengeSettings byDns() {
    return new ChallengeSettings("dns-01", null, pebble().hook());
  }

  private static AcmeAuthority of(AcmeSettings settings) {
    return (AcmeAuthority) new AcmeMaker().of("pebble", settings.login());
  }

  private final AcmeSettings settings = settings(pebble().directory(), byHttp());
  private final AcmeAuthority authority = of(settings);

  @Override
  protected AcmeAuthority authority() {
    return authority;
  }

  @Override
  protected AcmeAuthority unreachable() {
    return of(settings(URI.create("https://127.0.0.1:" + Programs.freePort() + "/dir"), byHttp()));
  }

  @Override
  protected List<String> names() {
    return List.of("www.example.org", "shop.example.org");
  }

  @Override
  protected boolean tellsStatus() {
    return false;
  }

  private static CertificateOrder order(KeyPair keys, List<String> names) {
    return CertificateOrder.of(keys, names);
  }

  private static CertificateOrder order(List<String> names) {
    return order(KeyPairs.make(KeyType.EC_P256), names);
  }

  @Test
  void a_revocation_is_known_there_with_its_reason() {
    CertificateChain chain = issued();
    assertThat(pebble().status(chain.serial())).contains("Valid");
    authority().revoke(chain, RevocationReason.KEY_COMPROMISE);
    assertThat(pebble().status(chain.serial())).contains("Revoked").contains("1");
  }

  @Test
  void whoever_has_the_key_revokes_without_the_account_that_ordered() {
    KeyPair keys = KeyPairs.make(KeyType.EC_P256);
    CertificateChain chain = authority().issue(order(keys, names()));
    AcmeAuthority stranger = of(settings(pebble().directory(), byHttp()));
    stranger.revokeWithKey(keys, chain, RevocationReason.KEY_COMPROMISE);
    stranger.revokeWithKey(keys, chain, RevocationReason.KEY_COMPROMISE);
    assertThat(pebble().status(chain.serial())).contains("Revoked");
  }

  @Test
  void an_order_whose_answer_was_lost_is_found_by_its_note() {
    CertificateOrder order = order(KeyType.EC_P256);
    CertificateChain lost = authority().issue(order);
    assertThat(authority().find(order.key(), order.order()))
        .hasValueSatisfying(found -> assertThat(found.serial()).isEqualTo(lost.serial()));
    assertThat(authority().issue(order).serial()).isEqualTo(lost.serial());
  }

  @Test
  void a_wildcard_is_certified_by_dns() {
    AcmeAuthority dns = of(settings(pebble().directory(), byDns()));
    List<String> names = List.of("web.example.org", "*.web.example.org");
    assertThat(dns.issue(order(names)).leaf().getIssuerX500Principal().getName())
        .contains("Pebble");
  }

  @Test
  void a_wildcard_that_is_to_be_shown_by_http_is_explained() {
    StepFailedException refused = refused(authority(), List.of("*.example.org"));
    assertThat(refused.code()).isEqualTo(FailureCode.ORDER_REFUSED);
    assertThat(refused.reason()).contains("*.example.org".substring(2)).contains("dns-01");
  }

  @Test
  void an_order_that_fails_is_explained_in_words_for_the_operator() {
    ChallengeSettings elsewhere =
        new ChallengeSettings("http-01", "127.0.0.1:" + Programs.freePort(), null);
    StepFailedException refused =
        refused(of(settings(pebble().directory(), elsewhere)), List.of("lost.example.org"));
    assertThat(refused.code()).isEqualTo(FailureCode.ORDER_REFUSED);
    assertThat(refused.reason())
        .contains("does not believe that lost.example.org is ours")
        .contains("port 80");
  }

  @Test
  void a_name_that_it_does_not_issue_for_is_named_so() {
    assertThat(refused(authority(), List.of("blocked.example.org")).reason())
        .contains("does not issue for");
  }

  private static StepFailedException refused(AcmeAuthority authority, List<String> names) {
    return catchThrowableOfType(StepFailedException.class, () -> authority.issue(order(names)));
  }

  @Test
  void the_account_gets_another_key_and_the_old_one_counts_no_more() {
    CertificateChain before = issued();
    Login next = authority().successor();
    authority().rollOver(next);
    AcmeAuthority after = (AcmeAuthority) new AcmeMaker().of("pebble", next);
    after.revoke(before, RevocationReason.SUPERSEDED); // the account that ordered it
    assertThat(pebble().status(before.serial())).contains("Revoked");
    assertThat(next.value().reveal()).isNotEqualTo(settings.login().value().reveal());
  }

  @Test
  void it_says_when_to_replace_a_certificate() {
    CertificateChain chain = issued();
    Optional<RenewalAdvice.Window> window = authority().window(chain);
    Assumptions.assumeTrue(window.isPresent(), "this Pebble has no ARI; 2.10 has");
    assertThat(window.get().from())
        .isAfter(chain.leaf().getNotBefore().toInstant())
        .isBefore(chain.leaf().getNotAfter().toInstant());
    assertThat(window.get().until()).isAfter(window.get().from());
  }

  @Test
  void settings_that_are_printed_show_no_key() {
    assertThat(settings.toString()).doesNotContain("PRIVATE").doesNotContain("BEGIN");
  }
}
