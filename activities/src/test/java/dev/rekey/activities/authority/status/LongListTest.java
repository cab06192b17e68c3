package dev.rekey.activities.authority.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.model.credential.KeyType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of what is revoked, of any length and kind. */
class LongListTest {
  private static final int MANY = 100_000;
  private static final long MEGABYTE = 1L << 20;
  private static final X500Name NAME = new X500Name("CN=long lists");
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final Date MADE = Date.from(NOW);
  private static final Date UNTIL = Date.from(NOW.plus(Duration.ofHours(1)));
  private static final KeyPair KEYS = KeyPairs.make(KeyType.EC_P256);
  private static final X509Certificate ISSUER = certificate(1);

  private interface Change {
    void make(X509v2CRLBuilder list) throws IOException;
  }

  private static ContentSigner signer() throws Exception {
    return new JcaContentSignerBuilder("SHA256withECDSA").build(KEYS.getPrivate());
  }

  private static X509Certificate certificate(long serial) {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              new JcaX509v3CertificateBuilder(
                      NAME, BigInteger.valueOf(serial), MADE, UNTIL, NAME, KEYS.getPublic())
                  .build(signer()));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The numbers from 1000 on are revoked, each for the reason superseded. */
  private static byte[] list(int entries, Change change) throws Exception {
    X509v2CRLBuilder list = new X509v2CRLBuilder(NAME, MADE);
    list.setNextUpdate(UNTIL);
    for (int i = 0; i < entries; i++) {
      list.addCRLEntry(BigInteger.valueOf(1000 + i), MADE, 4);
    }
    change.make(list);
    return list.build(signer()).getEncoded();
  }

  private static byte[] list(int entries) throws Exception {
    return list(
        entries, it -> it.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.TEN)));
  }

  private static CertificateStatus of(byte[] list, long serial) {
    return CrlAnswer.read(new ByteArrayInputStream(list), certificate(serial), ISSUER, NOW);
  }

  private static void isUnknown(byte[] list, long serial) {
    assertThat(of(list, serial)).isInstanceOf(CertificateStatus.Unknown.class);
  }

  @Test
  void the_first_the_last_and_none_of_many_are_told_apart() throws Exception {
    byte[] list = list(MANY);
    for (long serial : new long[] {1000, 1000 + MANY / 2, 999 + MANY}) {
      assertThat(of(list, serial))
          .isInstanceOfSatisfying(
              CertificateStatus.Revoked.class,
              revoked -> assertThat(revoked.reason()).isEqualTo(4));
    }
    for (long serial : new long[] {1, 999, 1000 + MANY, Long.MAX_VALUE}) {
      assertThat(of(list, serial)).isInstanceOf(CertificateStatus.Good.class);
    }
  }

  @Test
  void a_list_of_many_takes_no_more_memory_than_one_of_few() throws Exception {
    byte[] few = list(10);
    byte[] many = list(MANY);
    X509Certificate last = certificate(999 + MANY);
    allocated(few, last); // classes are loaded
    long least = allocated(few, last);
    long most = allocated(many, last);
    assertThat(many.length).isGreaterThan((int) (3 * MEGABYTE));
    assertThat(most - least).isLessThan(MEGABYTE / 4);
  }

  /** Everything that this thread allocated, whether it was kept or not. */
  private static long allocated(byte[] list, X509Certificate certificate) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    CertificateStatus status =
        CrlAnswer.read(new ByteArrayInputStream(list), certificate, ISSUER, NOW);
    long after = threads.getCurrentThreadAllocatedBytes();
    assertThat(status).isNotInstanceOf(CertificateStatus.Unknown.class);
    return after - before;
  }

  @Test
  void an_empty_list_and_one_without_an_end_are_lists() throws Exception {
    assertThat(of(list(0), 1000)).isInstanceOf(CertificateStatus.Good.class);
    X509v2CRLBuilder endless = new X509v2CRLBuilder(NAME, MADE);
    endless.addCRLEntry(BigInteger.valueOf(1000), MADE, 0);
    assertThat(of(endless.build(signer()).getEncoded(), 1000))
        .isInstanceOf(CertificateStatus.Revoked.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1000, 4000, 4100})
  void one_flipped_bit_anywhere_makes_it_no_answer(int at) throws Exception {
    byte[] list = list(110);
    int place = Math.min(at, list.length - 5);
    list[place] ^= 1;
    isUnknown(list, 1000 + 109);
    isUnknown(list, 1);
  }

  @Test
  void a_list_that_ends_too_early_or_is_none_is_no_answer() throws Exception {
    byte[] list = list(100);
    for (int size : new int[] {0, 1, 5, 50, list.length / 2, list.length - 1}) {
      isUnknown(Arrays.copyOf(list, size), 1000);
    }
    byte[] endless = {0x30, (byte) 0x80, 0x30, (byte) 0x80};
    isUnknown(endless, 1000);
    byte[] huge = {0x30, (byte) 0x84, 0x7f, -1, -1, -1, 0x30, (byte) 0x84, 0x7f, -1, -1, -1, 2, 5};
    isUnknown(huge, 1000);
  }

  @Test
  void a_list_of_changes_or_of_a_part_is_no_answer() throws Exception {
    Change delta =
        it -> it.addExtension(Extension.deltaCRLIndicator, true, new CRLNumber(BigInteger.ONE));
    isUnknown(list(3, delta), 1);
    Change others =
        it -> scope(it, new IssuingDistributionPoint(null, false, false, null, true, false));
    isUnknown(list(3, others), 1000);
    Change leaves =
        it -> scope(it, new IssuingDistributionPoint(null, true, false, null, false, false));
    assertThat(of(list(3, leaves), 1)).isInstanceOf(CertificateStatus.Good.class);
  }

  private static void scope(X509v2CRLBuilder list, IssuingDistributionPoint scope)
      throws IOException {
    list.addExtension(Extension.issuingDistributionPoint, true, scope);
  }
}
