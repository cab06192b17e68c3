package dev.rekey.console.bench;

import com.sun.management.ThreadMXBean;
import com.sun.net.httpserver.HttpServer;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.status.CertificateStatus;
import dev.rekey.activities.authority.status.FreshStatus;
import dev.rekey.activities.authority.status.StatusSource;
import dev.rekey.model.credential.KeyType;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Lists of revoked certificates, served by HTTP and asked for the last one on them. */
final class LongList {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final X500Name NAME = new X500Name("CN=lists of the bench");
  private static final int SUPERSEDED = 4;
  private static final int OK = 200;

  private final KeyPair keys = KeyPairs.make(KeyType.EC_P256);
  private final Instant now = Instant.now();

  /**
   * What one look took.
   *
   * @param bytes how long the list is
   * @param millis how long it took
   * @param allocated what the thread that looked allocated, kept or not
   */
  record Look(long bytes, double millis, long allocated) {}

  /** Looks at a list of so many. */
  Look look(int entries) throws IOException, GeneralSecurityException, OperatorCreationException {
    byte[] list = list(entries);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(OK, list.length);
            exchange.getResponseBody().write(list);
          }
        });
    server.start();
    try {
      return look(server.getAddress().getPort(), entries, list.length);
    } finally {
      server.stop(0);
    }
  }

  private Look look(int port, int entries, long bytes)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    StatusSource source = new StatusSource.Crl(URI.create("http://127.0.0.1:" + port + "/"));
    X509Certificate last = certificate(entries);
    X509Certificate issuer = certificate(entries + 1);
    FreshStatus status = new FreshStatus(PATIENCE, InstantSource.system());
    status.ask(source, last, issuer); // the connection is open and its classes are loaded
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    CertificateStatus answer = status.ask(source, last, issuer);
    double millis = (System.nanoTime() - start) / 1e6;
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    if (!(answer instanceof CertificateStatus.Revoked)) {
      throw new IllegalStateException("The last of the list was not found: " + answer);
    }
    return new Look(bytes, millis, allocated);
  }

  private byte[] list(int entries) throws IOException, OperatorCreationException {
    X509v2CRLBuilder list = new X509v2CRLBuilder(NAME, Date.from(now));
    list.setNextUpdate(until());
    for (int serial = 1; serial <= entries; serial++) {
      list.addCRLEntry(BigInteger.valueOf(serial), Date.from(now), SUPERSEDED);
    }
    return list.build(signer()).getEncoded();
  }

  private X509Certificate certificate(long serial)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    NAME,
                    BigInteger.valueOf(serial),
                    Date.from(now),
                    until(),
                    NAME,
                    keys.getPublic())
                .build(signer()));
  }

  private Date until() {
    return Date.from(now.plus(Duration.ofHours(1)));
  }

  private ContentSigner signer() throws OperatorCreationException {
    return new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
  }
}
