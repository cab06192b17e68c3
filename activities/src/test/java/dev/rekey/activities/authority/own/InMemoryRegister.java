package dev.rekey.activities.authority.own;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.KeyHash;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What one authority of our own issued, in memory. */
public final class InMemoryRegister implements OwnRegister {
  private final Map<String, CertificateChain> issued = new LinkedHashMap<>();
  private final Map<BigInteger, Revocation> revoked = new LinkedHashMap<>();

  private List<Revocation> shown = List.of();
  private int questionsUntilShown;
  private int lag;
  private boolean stopped;

  /** From now on revocations show only after this many questions. */
  public synchronized void lagBy(int questions) {
    lag = questions;
  }

  /** What is told of revocations, which may be late. */
  synchronized List<Revocation> told() {
    if (questionsUntilShown > 0) {
      questionsUntilShown--;
      return shown;
    }
    return List.copyOf(revoked.values());
  }

  @Override
  public synchronized CertificateChain issued(String authority, CertificateChain chain) {
    issued.putIfAbsent(KeyHash.of(chain.key()), chain);
    return issued.get(KeyHash.of(chain.key()));
  }

  @Override
  public synchronized Optional<CertificateChain> find(String authority, PublicKey key) {
    return Optional.ofNullable(issued.get(KeyHash.of(key)));
  }

  @Override
  public synchronized boolean knows(String authority, BigInteger serial) {
    return issued.values().stream().anyMatch(one -> one.leaf().getSerialNumber().equals(serial));
  }

  @Override
  public synchronized void revoked(String authority, Revocation revocation) {
    Revocation there = revoked.get(revocation.serial());
    if (there == null || revocation.outdoes(there)) {
      shown = told();
      questionsUntilShown = lag;
      revoked.put(revocation.serial(), revocation);
    }
  }

  @Override
  public synchronized List<Revocation> revocations(String authority) {
    return List.copyOf(revoked.values());
  }

  @Override
  public synchronized void stop(String authority) {
    stopped = true;
  }

  @Override
  public synchronized boolean stopped(String authority) {
    return stopped;
  }

  /** Somebody lets it certify again. */
  public synchronized void resume() {
    stopped = false;
  }

  @Override
  public synchronized void each(String authority, Consumer<X509Certificate> seen) {
    issued.values().forEach(chain -> seen.accept(chain.leaf()));
  }
}
