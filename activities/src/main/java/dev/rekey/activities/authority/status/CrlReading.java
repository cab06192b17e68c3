package dev.rekey.activities.authority.status;

import static dev.rekey.activities.authority.status.DerStream.BIT_STRING;
import static dev.rekey.activities.authority.status.DerStream.EXTENSIONS;
import static dev.rekey.activities.authority.status.DerStream.GENERALIZED_TIME;
import static dev.rekey.activities.authority.status.DerStream.INTEGER;
import static dev.rekey.activities.authority.status.DerStream.SEQUENCE;
import static dev.rekey.activities.authority.status.DerStream.UTC_TIME;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.TBSCertList.CRLEntry;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.operator.ContentVerifier;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/**
 * Reads a list of what is revoked, of any length, in the space of one entry. What it says counts
 * only once the signature behind it was looked at.
 */
final class CrlReading {
  private static final int BUFFER = 64 * 1024;

  private final DerStream der;
  private final byte[] space = new byte[BUFFER];
  private final byte[] wanted;
  private Optional<CRLEntry> entry = Optional.empty();
  private Optional<Time> until = Optional.empty();
  private Optional<Extensions> extensions = Optional.empty();

  /**
   * What it says.
   *
   * @param issuer who made it
   * @param made when
   * @param until until when it counts
   * @param entry what it says of the certificate
   * @param extensions what is said of the list
   * @param signed whether it is signed with the key
   */
  record Content(
      X500Name issuer,
      Time made,
      Optional<Time> until,
      Optional<CRLEntry> entry,
      Optional<Extensions> extensions,
      boolean signed) {}

  private CrlReading(InputStream body, BigInteger serial) {
    this.der = new DerStream(new BufferedInputStream(body, BUFFER));
    this.wanted = serial.toByteArray();
  }

  /** Reads all of it. */
  static Content of(InputStream body, BigInteger serial, PublicKey key) throws IOException {
    try {
      return new CrlReading(body, serial).read(key);
    } catch (OperatorCreationException otherKindOfKey) {
      throw new IOException("It is signed in a way that is not known here");
    }
  }

  private Content read(PublicKey key) throws IOException, OperatorCreationException {
    der.enter(SEQUENCE);
    ByteArrayOutputStream begin = new ByteArrayOutputStream();
    der.listen(begin);
    long end = der.enter(SEQUENCE);
    if (der.next() == INTEGER) {
      der.content(space);
      der.next();
    }
    AlgorithmIdentifier algorithm = AlgorithmIdentifier.getInstance(der.whole(space));
    ContentVerifier verifier = new JcaContentVerifierProviderBuilder().build(key).get(algorithm);
    try (OutputStream signed = verifier.getOutputStream()) {
      begin.writeTo(signed);
      der.listen(signed);
      der.next();
      X500Name issuer = X500Name.getInstance(der.whole(space));
      der.next();
      Time made = time();
      rest(end);
      der.listen(OutputStream.nullOutputStream());
      boolean genuine = signature(algorithm, verifier);
      return new Content(issuer, made, until, entry, extensions, genuine);
    }
  }

  private void rest(long end) throws IOException {
    while (der.taken() < end) {
      switch (der.next()) {
        case UTC_TIME, GENERALIZED_TIME -> until = Optional.of(time());
        case SEQUENCE -> entries(der.end());
        case EXTENSIONS -> extensions = Optional.of(extensions());
        default -> throw new IOException("Another element than is expected");
      }
    }
  }

  private Time time() throws IOException {
    return Time.getInstance(ASN1Primitive.fromByteArray(der.whole(space)));
  }

  private Extensions extensions() throws IOException {
    return Extensions.getInstance(
        ASN1TaggedObject.getInstance(der.whole(space)).getExplicitBaseObject());
  }

  private void entries(long end) throws IOException {
    while (der.taken() < end) {
      der.next();
      if (isWanted(der.content(space))) {
        entry = Optional.of(CRLEntry.getInstance(der.again(space)));
      }
    }
  }

  /** The number comes first in each entry. */
  private boolean isWanted(int size) {
    return size > wanted.length + 2
        && space[0] == INTEGER
        && space[1] == wanted.length
        && Arrays.equals(space, 2, 2 + wanted.length, wanted, 0, wanted.length);
  }

  private boolean signature(AlgorithmIdentifier algorithm, ContentVerifier verifier)
      throws IOException {
    der.next();
    boolean same = algorithm.equals(AlgorithmIdentifier.getInstance(der.whole(space)));
    if (der.next() != BIT_STRING) {
      throw new IOException("It has no signature");
    }
    ASN1BitString bits = ASN1BitString.getInstance(der.whole(space));
    return same && verifier.verify(bits.getOctets());
  }
}
