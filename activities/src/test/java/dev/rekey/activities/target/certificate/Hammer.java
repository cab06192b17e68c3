package dev.rekey.activities.target.certificate;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.own.OwnAuthorityServer;
import dev.rekey.activities.target.certificate.TlsNetwork.Shown;
import dev.rekey.model.credential.TlsEndpoint;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Clients that connect without a pause, and check what they are shown. */
final class Hammer implements AutoCloseable {
  private static final int CLIENTS = 3;

  private final OwnAuthorityServer authority;
  private final TlsEndpoint endpoint;
  private final Handshake handshake = new Handshake(Duration.ofSeconds(20));
  private final ChainCheck check;
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicReference<String> last = new AtomicReference<>("");
  private final List<Thread> clients;
  private volatile boolean over;

  Hammer(TlsEndpoint endpoint, OwnAuthorityServer authority) {
    this.endpoint = endpoint;
    this.authority = authority;
    this.check = new ChainCheck(authority.authority().anchors());
    this.clients =
        IntStream.range(0, CLIENTS)
            .mapToObj(i -> Thread.ofPlatform().start(this::connect))
            .toList();
  }

  private void connect() {
    while (!over) {
      Set<BigInteger> revoked =
          authority.register().revocations("tests").stream()
              .map(one -> one.serial())
              .collect(Collectors.toSet());
      Served served = handshake.at(endpoint, address());
      if (served.sight() instanceof Shown shown) {
        judge(shown.chain(), revoked);
      } else {
        faults.add(served.toString());
      }
      count.incrementAndGet();
    }
  }

  /** Whatever was revoked before the client connected must not be shown to it. */
  private void judge(CertificateChain chain, Set<BigInteger> revoked) {
    last.set(chain.serial());
    if (revoked.contains(chain.leaf().getSerialNumber())) {
      faults.add("revoked: " + chain.serial());
    }
    check.path(chain, Instant.now()).ifPresent(faults::add);
  }

  private InetAddress address() {
    try {
      return InetAddress.getByName(endpoint.host());
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  List<String> faults() {
    return List.copyOf(faults);
  }

  int handshakes() {
    return count.get();
  }

  /** What is shown to clients that connect from now on. */
  String next() {
    int now = count.get();
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> count.get() > now + CLIENTS);
    return last.get();
  }

  @Override
  public void close() {
    over = true;
    for (Thread client : clients) {
      try {
        client.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
