package dev.rekey.exercise.world;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.KeyHash;
import dev.rekey.activities.authority.own.OwnRegister;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What the authorities of an exercise issued and revoked, and which of them were stopped. */
final class SimulatedRegister implements OwnRegister {
  private final Map<String, Book> books = new LinkedHashMap<>();
  private final Watch watch;

  /** Who hears of what is done for the first time. */
  interface Watch {
    /** Nobody. */
    Watch NOBODY =
        new Watch() {
          @Override
          public void stopped(String authority) {}

          @Override
          public void revoked(String authority, Revocation revocation) {}
        };

    void stopped(String authority);

    void revoked(String authority, Revocation revocation);
  }

  private static final class Book {
    final Map<String, CertificateChain> issued = new LinkedHashMap<>();
    final Map<BigInteger, Revocation> revoked = new LinkedHashMap<>();
    boolean stopped;
  }

  SimulatedRegister(Watch watch) {
    this.watch = watch;
  }

  private Book book(String authority) {
    return books.computeIfAbsent(authority, first -> new Book());
  }

  @Override
  public synchronized CertificateChain issued(String authority, CertificateChain chain) {
    CertificateChain before = book(authority).issued.putIfAbsent(KeyHash.of(chain.key()), chain);
    return before == null ? chain : before;
  }

  @Override
  public synchronized Optional<CertificateChain> find(String authority, PublicKey key) {
    return Optional.ofNullable(book(authority).issued.get(KeyHash.of(key)));
  }

  @Override
  public synchronized boolean knows(String authority, BigInteger serial) {
    return book(authority).issued.values().stream()
        .anyMatch(one -> one.leaf().getSerialNumber().equals(serial));
  }

  @Override
  public synchronized void revoked(String authority, Revocation revocation) {
    if (!knows(authority, revocation.serial())) {
      return;
    }
    Map<BigInteger, Revocation> revoked = book(authority).revoked;
    Revocation there = revoked.get(revocation.serial());
    if (there == null || revocation.outdoes(there)) {
      Instant since = there == null ? revocation.at() : there.at();
      revoked.put(
          revocation.serial(), new Revocation(revocation.serial(), revocation.reason(), since));
      watch.revoked(authority, revocation);
    }
  }

  @Override
  public synchronized List<Revocation> revocations(String authority) {
    return List.copyOf(book(authority).revoked.values());
  }

  @Override
  public synchronized void stop(String authority) {
    if (!book(authority).stopped) {
      book(authority).stopped = true;
      watch.stopped(authority);
    }
  }

  /** Somebody lets it certify again. */
  synchronized void resume(String authority) {
    book(authority).stopped = false;
  }

  @Override
  public synchronized boolean stopped(String authority) {
    return book(authority).stopped;
  }

  @Override
  public synchronized void each(String authority, Consumer<X509Certificate> seen) {
    book(authority).issued.values().forEach(chain -> seen.accept(chain.leaf()));
  }
}
