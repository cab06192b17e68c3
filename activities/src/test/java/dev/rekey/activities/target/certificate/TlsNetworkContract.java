package dev.rekey.activities.target.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.own.InMemoryRegister;
import dev.rekey.activities.authority.own.OwnAuthority;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.certificate.TlsNetwork.Answer;
import dev.rekey.activities.target.certificate.TlsNetwork.Shown;
import dev.rekey.activities.target.certificate.TlsNetwork.Silent;
import dev.rekey.activities.target.certificate.TlsNetwork.Verdict;
import dev.rekey.model.credential.KeyType;
import dev.rekey.model.credential.TlsEndpoint;
import java.net.URI;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every network keeps: who serves what is seen, and whom a server lets in is tried. */
public abstract class TlsNetworkContract {
  private static final URI STATUS = URI.create("http://status.invalid");
  private static final InstantSource NOW = InstantSource.system();
  private static final InstantSource LONG_AGO = () -> NOW.instant().minus(Duration.ofDays(365));
  private static final List<String> NO_PROTOCOL = List.of();
  private static final List<String> HTTP_2 = List.of("h2");

  private final Login ours = OwnAuthority.make("ours", STATUS, NOW);
  private final Login theirs = OwnAuthority.make("theirs", STATUS, NOW);

  /** The network under test. */
  protected abstract TlsNetwork network();

  /** A server that shows this and asks nobody for a certificate. */
  protected abstract TlsEndpoint open(CertificateProbe shown);

  /** A server that shows this and lets in only whom these certified. */
  protected abstract TlsEndpoint gate(CertificateProbe shown, List<X509Certificate> believed);

  /** From now on that server shows this. */
  protected abstract void show(TlsEndpoint server, CertificateProbe shown);

  /** From now on that server believes these. */
  protected abstract void believe(TlsEndpoint server, List<X509Certificate> believed);

  /** A name without an address. */
  protected abstract TlsEndpoint nowhere();

  /** An endpoint where nobody listens, at the address of the servers. */
  protected abstract TlsEndpoint unserved();

  /** The address of the servers. */
  protected abstract String address();

  private static OwnAuthority authority(Login login, InstantSource clock) {
    return new OwnAuthority("it", login, new InMemoryRegister(), clock);
  }

  private static List<X509Certificate> roots(Login login) {
    return authority(login, NOW).anchors();
  }

  private static CertificateProbe probe(Login by, InstantSource when) {
    KeyPair keys = KeyPairs.make(KeyType.EC_P256);
    List<String> names = List.of("www.example.org");
    return new CertificateProbe(keys, authority(by, when).issue(CertificateOrder.of(keys, names)));
  }

  private static CertificateProbe probe(Login by) {
    return probe(by, NOW);
  }

  /** What the server says, which is the same whichever protocol is spoken. */
  private Answer knock(TlsEndpoint server, CertificateProbe probe) {
    Answer answer = network().knock(server, address(), probe, NO_PROTOCOL);
    assertThat(network().knock(server, address(), probe, HTTP_2)).isEqualTo(answer);
    return answer;
  }

  private Verdict verdict(TlsEndpoint server, CertificateProbe probe) {
    return knock(server, probe).verdict();
  }

  @Test
  void what_a_server_shows_now_is_seen_at_its_address() {
    CertificateProbe first = probe(ours);
    CertificateProbe next = probe(theirs);
    TlsEndpoint server = open(first);
    assertThat(network().addresses(server)).containsExactly(address());
    assertThat(network().served(server, address())).isEqualTo(new Shown(first.chain()));
    show(server, next);
    assertThat(network().served(server, address())).isEqualTo(new Shown(next.chain()));
  }

  @Test
  void a_server_that_asks_its_clients_for_a_certificate_is_seen_all_the_same() {
    CertificateProbe own = probe(theirs);
    TlsEndpoint server = gate(own, roots(ours));
    assertThat(network().served(server, address())).isEqualTo(new Shown(own.chain()));
  }

  @Test
  void a_name_without_an_address_has_none() {
    assertThat(network().addresses(nowhere())).isEmpty();
  }

  @Test
  void where_nobody_listens_nothing_is_known() {
    assertThat(network().served(unserved(), address()))
        .isEqualTo(new Silent("refuses connections"));
    Answer answer = knock(unserved(), probe(ours));
    assertThat(answer.verdict()).isEqualTo(Verdict.NOT_ASKED);
    assertThat(answer.why()).contains("refuses connections");
  }

  @Test
  void who_asks_nobody_says_nothing_of_whom_it_believes() {
    Answer nobody = new Answer(Verdict.NOT_ASKED, "asks nobody for a certificate");
    assertThat(knock(open(probe(ours)), probe(ours))).isEqualTo(nobody);
  }

  @Test
  void who_is_believed_is_let_in_and_nobody_else_is() {
    TlsEndpoint server = gate(probe(theirs), roots(ours));
    assertThat(knock(server, probe(ours))).isEqualTo(new Answer(Verdict.LET_IN, ""));
    assertThat(knock(server, probe(theirs))).isEqualTo(new Answer(Verdict.REFUSED, ""));
    assertThat(verdict(server, CertificateProbe.stranger())).isEqualTo(Verdict.REFUSED);
  }

  @Test
  void whom_it_believes_from_now_on_is_seen_in_the_very_next_knock() {
    TlsEndpoint server = gate(probe(ours), roots(ours));
    believe(server, roots(theirs));
    assertThat(verdict(server, probe(theirs))).isEqualTo(Verdict.LET_IN);
    assertThat(verdict(server, probe(ours))).isEqualTo(Verdict.REFUSED);
  }

  @Test
  void a_certificate_without_its_key_lets_nobody_in() {
    TlsEndpoint server = gate(probe(theirs), roots(ours));
    CertificateProbe copied =
        new CertificateProbe(KeyPairs.make(KeyType.EC_P256), probe(ours).chain());
    assertThat(verdict(server, copied)).isEqualTo(Verdict.REFUSED);
  }

  @Test
  void a_certificate_that_expired_lets_nobody_in() {
    TlsEndpoint server = gate(probe(theirs), roots(ours));
    assertThat(verdict(server, probe(ours, LONG_AGO))).isEqualTo(Verdict.REFUSED);
  }

  @Test
  void who_believes_a_root_believes_those_below_it_whose_certificates_are_shown() {
    Login below = authority(ours, NOW).makeBelow("below", STATUS);
    CertificateProbe alone = probe(below);
    CertificateChain whole =
        new CertificateChain(List.of(alone.chain().leaf(), roots(below).getFirst()));
    TlsEndpoint server = gate(probe(theirs), roots(ours));
    assertThat(verdict(server, new CertificateProbe(alone.keys(), whole)))
        .isEqualTo(Verdict.LET_IN);
    assertThat(verdict(server, alone)).isEqualTo(Verdict.REFUSED);
    believe(server, roots(below));
    assertThat(verdict(server, alone)).isEqualTo(Verdict.LET_IN);
    assertThat(verdict(server, probe(ours))).isEqualTo(Verdict.REFUSED);
  }
}
