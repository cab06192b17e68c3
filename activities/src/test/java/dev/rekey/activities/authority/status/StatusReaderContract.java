package dev.rekey.activities.authority.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.RevocationReason;
import dev.rekey.activities.authority.own.InMemoryRegister;
import dev.rekey.activities.authority.own.OwnAuthority;
import dev.rekey.activities.authority.status.CertificateStatus.Good;
import dev.rekey.activities.authority.status.CertificateStatus.Revoked;
import dev.rekey.activities.authority.status.CertificateStatus.Unknown;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.KeyType;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What everybody keeps who is asked whether a certificate is revoked. */
public abstract class StatusReaderContract {
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1/crl");

  /** Who is asked. */
  protected abstract StatusReader reader();

  /** An authority that tells what it revoked by a responder and by a list. */
  protected abstract OwnAuthority teller();

  /** What it signs with: whoever has it certifies what is on no record. */
  protected abstract Login login();

  /** A certificate for a key of its own. */
  protected static CertificateChain issue(OwnAuthority by) {
    return by.issue(
        CertificateOrder.of(KeyPairs.make(KeyType.EC_P256), List.of("www.example.org")));
  }

  private static OwnAuthority stranger() {
    return new OwnAuthority(
        "stranger",
        OwnAuthority.make("stranger", NOWHERE, InstantSource.system()),
        new InMemoryRegister(),
        InstantSource.system());
  }

  /** What the responder and the list say. */
  private List<CertificateStatus> told(CertificateChain about, OwnAuthority issuer) {
    X509Certificate signer = issuer.anchors().getFirst();
    List<StatusSource> sources = teller().sources(about.leaf());
    assertThat(sources.getFirst()).isInstanceOf(StatusSource.Ocsp.class);
    assertThat(sources.getLast()).isInstanceOf(StatusSource.Crl.class);
    return sources.stream().map(source -> reader().ask(source, about.leaf(), signer)).toList();
  }

  @Test
  void a_revocation_shows_in_the_very_next_answer_with_its_reason_and_touches_no_other() {
    CertificateChain chain = issue(teller());
    CertificateChain other = issue(teller());
    assertThat(told(chain, teller())).hasSize(2).allMatch(Good.class::isInstance);
    teller().revoke(chain, RevocationReason.CA_COMPROMISE);
    assertThat(told(chain, teller()))
        .hasSize(2)
        .allSatisfy(
            status ->
                assertThat(status)
                    .isInstanceOfSatisfying(
                        Revoked.class,
                        revoked ->
                            assertThat(revoked.reason())
                                .isEqualTo(RevocationReason.CA_COMPROMISE.code())));
    assertThat(told(other, teller())).allMatch(Good.class::isInstance);
  }

  @Test
  void nobody_at_the_address_is_unknown() {
    CertificateChain chain = issue(teller());
    X509Certificate signer = teller().anchors().getFirst();
    for (StatusSource source :
        List.of(new StatusSource.Crl(NOWHERE), new StatusSource.Ocsp(NOWHERE))) {
      assertThat(reader().ask(source, chain.leaf(), signer)).isInstanceOf(Unknown.class);
    }
  }

  @Test
  void a_responder_does_not_know_what_its_authority_never_issued_and_a_list_does_not_name_it() {
    OwnAuthority forger =
        new OwnAuthority(teller().name(), login(), new InMemoryRegister(), InstantSource.system());
    assertThat(told(issue(forger), teller()))
        .containsExactly(new Unknown("it does not know the certificate"), new Good());
  }

  @Test
  void what_somebody_else_issued_is_unknown_to_both() {
    OwnAuthority stranger = stranger();
    assertThat(told(issue(stranger), stranger)).hasSize(2).allMatch(Unknown.class::isInstance);
  }

  @Test
  void it_says_the_same_whichever_roots_its_servers_have() {
    CertificateChain chain = issue(teller());
    teller().revoke(chain, RevocationReason.SUPERSEDED);
    StatusReader other = reader().trusting(stranger().anchors());
    X509Certificate signer = teller().anchors().getFirst();
    assertThat(teller().sources(chain.leaf()))
        .allSatisfy(
            source ->
                assertThat(other.ask(source, chain.leaf(), signer)).isInstanceOf(Revoked.class));
  }
}
