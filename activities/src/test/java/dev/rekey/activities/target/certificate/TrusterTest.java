package dev.rekey.activities.target.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.own.OwnAuthorityServer;
import dev.rekey.activities.testing.TlsServer;
import dev.rekey.model.credential.KeyType;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Whom others believe is seen by showing them a certificate. */
class TrusterTest {
  private static final List<String> NAMES = List.of("www.example.org");

  @AutoClose private final OwnAuthorityServer old = new OwnAuthorityServer();
  @AutoClose private final OwnAuthorityServer fresh = new OwnAuthorityServer();

  @AutoClose private final TlsServer server = new TlsServer(held(old).login());

  private final Truster truster =
      new Truster(server.endpoint("www.example.org"), new Connections(Duration.ofSeconds(10)));

  private static HeldCertificate held(OwnAuthorityServer authority) {
    KeyPair keys = KeyPairs.make(KeyType.EC_P256);
    return HeldCertificate.of(keys, Optional.empty())
        .with(authority.authority().issue(CertificateOrder.of(keys, NAMES)));
  }

  private static CertificateProbe probe(OwnAuthorityServer authority) {
    return CertificateProbe.of(held(authority).login()).orElseThrow();
  }

  static TrustManager believing(OwnAuthorityServer... authorities) {
    return believing(
        Stream.of(authorities).flatMap(one -> one.authority().anchors().stream()).toList());
  }

  /** What believes these and nobody else. */
  static TrustManager believing(List<X509Certificate> roots) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (X509Certificate root : roots) {
        store.setCertificateEntry("root-" + store.size(), root);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      return trust.getTrustManagers()[0];
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void who_believes_both_lets_both_in_and_strangers_out() {
    server.believe(believing(old, fresh));
    assertThat(truster.doubts(probe(fresh))).isEmpty();
    assertThat(truster.doubts(probe(old))).isEmpty();
    assertThat(truster.stillBelieving(probe(old))).first().asString().contains("still lets in");
  }

  @Test
  void who_believes_the_old_one_alone_is_behind() {
    server.believe(believing(old));
    assertThat(truster.doubts(probe(fresh))).first().asString().contains("does not let in");
  }

  @Test
  void who_believes_the_new_one_alone_has_moved_on() {
    server.believe(believing(fresh));
    assertThat(truster.doubts(probe(fresh))).isEmpty();
    assertThat(truster.stillBelieving(probe(old))).isEmpty();
  }

  @Test
  void who_lets_in_whoever_shows_anything_proves_nothing() {
    server.believe(new Unjudged());
    assertThat(truster.doubts(probe(fresh))).first().asString().contains("whoever");
  }

  @Test
  void who_asks_for_nothing_proves_nothing() {
    assertThat(truster.doubts(probe(fresh))).first().asString().contains("asks nobody");
    assertThat(truster.stillBelieving(probe(old))).first().asString().contains("asks nobody");
  }

  @Test
  void who_does_not_answer_is_behind_and_not_refusing() {
    server.close();
    assertThat(truster.doubts(probe(fresh))).isNotEmpty();
    assertThat(truster.stillBelieving(probe(old))).isNotEmpty();
  }

  @Test
  void roots_accept_in_a_handshake_what_leads_to_them_and_nothing_else() {
    Bundle one = new Bundle("# roots\n" + roots(old));
    Bundle both = new Bundle("# roots\n" + roots(old) + roots(fresh));
    assertThat(one.accepts(probe(old), Instant.now())).isTrue();
    assertThat(one.accepts(probe(fresh), Instant.now())).isFalse();
    assertThat(both.accepts(probe(old), Instant.now())).isTrue();
    assertThat(both.accepts(probe(fresh), Instant.now())).isTrue();
    assertThat(both.accepts(CertificateProbe.stranger(), Instant.now())).isFalse();
    assertThat(new Bundle("").accepts(probe(old), Instant.now())).isFalse();
    Instant ended = probe(old).chain().leaf().getNotAfter().toInstant().plusSeconds(1);
    assertThat(both.accepts(probe(old), ended)).isFalse();
  }

  private static String roots(OwnAuthorityServer authority) {
    return authority.authority().anchors().stream()
        .map(CertificateChain::pem)
        .collect(Collectors.joining());
  }
}
