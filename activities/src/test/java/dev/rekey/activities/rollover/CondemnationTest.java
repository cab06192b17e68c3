package dev.rekey.activities.rollover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.RevocationReason;
import dev.rekey.activities.authority.own.OwnAuthorityServer;
import dev.rekey.activities.authority.own.OwnRegister;
import dev.rekey.activities.authority.status.FreshStatus;
import dev.rekey.activities.testing.InMemorySecretStore;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.KeyType;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.VersionId;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The parent of a compromised authority revokes it, and that is read back. */
class CondemnationTest {
  @AutoClose private final OwnAuthorityServer parent = new OwnAuthorityServer();
  private final InMemorySecretStore store = new InMemorySecretStore();
  private final List<String> seen = new ArrayList<>();
  private final Condemnation condemnation =
      new Condemnation(
          new KnownAuthorities(store),
          parent.authorities(),
          new FreshStatus(Duration.ofSeconds(10), InstantSource.system()));
  private X509Certificate below;

  @BeforeEach
  void certify() throws Exception {
    store.create(
        TlsCertificate.authoritySecret("parent"),
        new VersionId("00000000-0000-0000-0000-000000000001"),
        parent.login());
    below = subordinate();
    parent.register().issued("tests", new CertificateChain(List.of(below)));
  }

  private X509Certificate subordinate() throws Exception {
    JsonNode kept = Wire.mapper().readTree(parent.login().value().reveal());
    X509Certificate root = CertificateChain.of(kept.path("certificate").asText()).leaf();
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            X500Name.getInstance(root.getSubjectX500Principal().getEncoded()),
            BigInteger.valueOf(4711),
            Date.from(now.minus(Duration.ofDays(1))),
            Date.from(now.plus(Duration.ofDays(1))),
            new X500Name("CN=Below"),
            KeyPairs.make(KeyType.EC_P256).getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder("SHA256withECDSA")
                    .build(KeyPairs.read(kept.path("key").asText()))));
  }

  @Test
  void it_is_revoked_with_its_reason_and_list_and_responder_say_so() {
    assertThat(condemnation.by("parent", below, seen)).isEmpty();
    assertThat(parent.register().revocations("tests"))
        .extracting(OwnRegister.Revocation::reason)
        .containsExactly(RevocationReason.CA_COMPROMISE);
    assertThat(seen).hasSize(2).allSatisfy(line -> assertThat(line).contains("is revoked"));
  }

  @Test
  void a_responder_that_is_down_says_nothing_so_it_is_asked_again() {
    parent.responderIsDown(true);
    assertThat(condemnation.by("parent", below, seen)).hasSize(2);
    assertThat(seen).isEmpty();
    parent.responderIsDown(false);
    assertThat(condemnation.by("parent", below, seen)).isEmpty();
  }

  @Test
  void a_parent_that_is_not_known_is_named() {
    StepFailedException refused =
        catchThrowableOfType(
            StepFailedException.class, () -> condemnation.by("nobody", below, seen));
    assertThat(refused.code()).isEqualTo(FailureCode.NOT_FOUND);
    assertThat(refused.reason()).contains("nobody");
  }
}
