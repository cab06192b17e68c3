package dev.rekey.activities.target.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOnRecord;
import dev.rekey.activities.authority.KeyHash;
import dev.rekey.activities.authority.own.OwnAuthorityServer;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.testing.TlsServer;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.TlsEndpoint;
import dev.rekey.model.inventory.CertificateFlaw;
import dev.rekey.model.inventory.FoundCertificate;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Certificates are looked for where they are served, listed or logged. */
class CertificateSearchTest {
  private static final SecretId SECRET = new SecretId("web/tls");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final OwnAuthorityServer authority = new OwnAuthorityServer();
  private final TlsCertificate nowhere = Certificates.of(List.of());
  private final TlsCertificateTarget target =
      new TlsCertificateTarget(authority.authorities(), InstantSource.system(), PATIENCE);
  private final Login login =
      target.issue(nowhere, authority.login(), target.prepare(nowhere, authority.login()));
  private final CertificateChain chain = HeldCertificate.of(login).certificate();
  private final TlsServer server = new TlsServer(login);
  private final CertificateSearch search = new CertificateSearch();
  private final List<CertificateOnRecord> record = new ArrayList<>();
  private Set<String> leaked = Set.of();

  @AfterEach
  void stop() {
    server.close();
    authority.close();
  }

  @Test
  void what_is_under_care_and_served_as_it_should_be_has_no_flaw() {
    record.add(new CertificateOnRecord(SECRET, KeyHash.of(chain.key()), chain.fingerprint(), true));
    serving(server.endpoint("www.example.org"));
    search.listOf(authority.authority());
    FoundCertificate one = only();
    assertThat(one.flaws()).isEmpty();
    assertThat(one.credential()).contains(SECRET);
    assertThat(one.names()).containsExactlyElementsOf(nowhere.names());
    assertThat(one.where())
        .containsExactly(
            server.endpoint("www.example.org").name() + " at 127.0.0.1", "issued by tests");
  }

  @Test
  void one_that_nobody_enrolled_is_seen_and_an_endpoint_that_is_away_is_said() {
    TlsEndpoint away = new TlsEndpoint("127.0.0.1", 1, "www.example.org");
    search.endpoints(
        List.of(server.endpoint("www.example.org"), away),
        new Connections(PATIENCE),
        InstantSource.system());
    assertThat(only().flaws()).containsExactly(CertificateFlaw.UNKNOWN_CERTIFICATE);
    assertThat(search.silent())
        .singleElement()
        .isEqualTo("127.0.0.1:1=www.example.org at 127.0.0.1 refuses connections");
  }

  @Test
  void a_version_that_should_be_gone_is_told_from_one_that_is_in_use() {
    record.add(
        new CertificateOnRecord(SECRET, KeyHash.of(chain.key()), chain.fingerprint(), false));
    serving(server.endpoint("www.example.org"));
    assertThat(only().flaws()).containsExactly(CertificateFlaw.NOT_IN_USE);
  }

  @Test
  void a_key_that_another_certificate_has_or_that_leaked_is_seen() {
    record.add(new CertificateOnRecord(SECRET, KeyHash.of(chain.key()), "another one", true));
    leaked = Set.of(KeyHash.of(chain.key()));
    serving(server.endpoint("www.example.org"));
    assertThat(only().flaws()).contains(CertificateFlaw.SHARED_KEY, CertificateFlaw.LEAKED_KEY);
  }

  @Test
  void a_log_is_read_as_pem_and_one_of_an_authority_is_no_find() {
    search.pem(
        "what stands around it\n"
            + chain.pem()
            + CertificateChain.pem(authority.authority().anchors().getFirst()),
        "the file");
    assertThat(only().where()).containsExactly("the file");
    assertThat(only().flaws()).doesNotContain(CertificateFlaw.UNKNOWN_ISSUER);
  }

  @Test
  void what_leads_to_no_known_root_is_of_an_unknown_issuer() {
    logged(pair("RSA", 2048), "SHA256withRSA", 90, 60);
    assertThat(only().flaws())
        .containsExactly(CertificateFlaw.UNKNOWN_CERTIFICATE, CertificateFlaw.UNKNOWN_ISSUER);
  }

  @Test
  void weak_keys_and_signatures_are_seen() {
    logged(pair("RSA", 1024), "SHA1withRSA", 90, 60);
    assertThat(only().flaws()).contains(CertificateFlaw.WEAK_KEY, CertificateFlaw.WEAK_SIGNATURE);
  }

  @Test
  void a_key_of_an_old_kind_is_weak() {
    logged(pair("DSA", 2048), "SHA256withDSA", 90, 60);
    assertThat(only().flaws())
        .contains(CertificateFlaw.WEAK_KEY)
        .doesNotContain(CertificateFlaw.WEAK_SIGNATURE);
  }

  @Test
  void one_that_is_about_to_end_is_told_from_one_that_ended() {
    logged(pair("EC", 256), "SHA256withECDSA", 90, 29);
    logged(pair("EC", 256), "SHA256withECDSA", 90, 31);
    logged(pair("EC", 384), "SHA384withECDSA", 90, -1);
    assertThat(all())
        .extracting(
            one -> one.flaws().contains(CertificateFlaw.EXPIRING),
            one -> one.flaws().contains(CertificateFlaw.EXPIRED))
        .containsExactly(tuple(true, false), tuple(false, false), tuple(false, true));
  }

  private void serving(TlsEndpoint endpoint) {
    search.endpoints(List.of(endpoint), new Connections(PATIENCE), InstantSource.system());
  }

  private FoundCertificate only() {
    List<FoundCertificate> all = all();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private List<FoundCertificate> all() {
    return new Reconciliation(
            record, List.of(authority.authority().anchors()), leaked::contains, Instant.now())
        .of(search);
  }

  private void logged(KeyPair keys, String signature, int lifetime, int left) {
    Instant end = Instant.now().plus(Duration.ofDays(left));
    X500Principal stranger = new X500Principal("CN=Stranger");
    try {
      X509Certificate certificate =
          new JcaX509CertificateConverter()
              .getCertificate(
                  new JcaX509v3CertificateBuilder(
                          stranger,
                          BigInteger.valueOf(end.toEpochMilli()),
                          Date.from(end.minus(Duration.ofDays(lifetime))),
                          Date.from(end),
                          new X500Principal("CN=www.example.org"),
                          keys.getPublic())
                      .build(new JcaContentSignerBuilder(signature).build(keys.getPrivate())));
      search.pem(CertificateChain.pem(certificate), "the file");
    } catch (OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair pair(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
