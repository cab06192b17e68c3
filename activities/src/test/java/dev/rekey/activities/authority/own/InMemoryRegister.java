package dev.rekey.activities.authority.own;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.KeyHash;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What authorities of our own issued, in memory. */
public final class InMemoryRegister implements OwnRegister {
  private final Map<String, Book> books = new LinkedHashMap<>();
  private int lag;

  private static final class Book {
    final Map<String, CertificateChain> issued = new LinkedHashMap<>();
    final Map<BigInteger, Revocation> revoked = new LinkedHashMap<>();
    List<Revocation> shown = List.of();
    int questionsUntilShown;
    boolean stopped;

    List<Revocation> told() {
      if (questionsUntilShown > 0) {
        questionsUntilShown--;
        return shown;
      }
      return List.copyOf(revoked.values());
    }
  }

  private Book book(String authority) {
    return books.computeIfAbsent(authority, first -> new Book());
  }

  /** From now on revocations show only after this many questions. */
  public synchronized void lagBy(int questions) {
    lag = questions;
  }

  /** What is told of revocations, which may be late. */
  synchronized List<Revocation> told(String authority) {
    return book(authority).told();
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
    Book book = book(authority);
    Revocation there = book.revoked.get(revocation.serial());
    if (knows(authority, revocation.serial()) && (there == null || revocation.outdoes(there))) {
      book.shown = book.told();
      book.questionsUntilShown = lag;
      Instant since = there == null ? revocation.at() : there.at();
      book.revoked.put(
          revocation.serial(), new Revocation(revocation.serial(), revocation.reason(), since));
    }
  }

  @Override
  public synchronized List<Revocation> revocations(String authority) {
    return List.copyOf(book(authority).revoked.values());
  }

  @Override
  public synchronized void stop(String authority) {
    book(authority).stopped = true;
  }

  @Override
  public synchronized boolean stopped(String authority) {
    return book(authority).stopped;
  }

  /** Somebody lets it certify again. */
  public synchronized void resume(String authority) {
    book(authority).stopped = false;
  }

  @Override
  public synchronized void each(String authority, Consumer<X509Certificate> seen) {
    book(authority).issued.values().forEach(chain -> seen.accept(chain.leaf()));
  }
}
