package dev.rekey.activities.authority.own;

import dev.rekey.activities.authority.CertificateChain;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a responder sees that hears of revocations late. */
record LateRegister(InMemoryRegister truth) implements OwnRegister {
  @Override
  public CertificateChain issued(String authority, CertificateChain chain) {
    return truth.issued(authority, chain);
  }

  @Override
  public Optional<CertificateChain> find(String authority, PublicKey key) {
    return truth.find(authority, key);
  }

  @Override
  public boolean knows(String authority, BigInteger serial) {
    return truth.knows(authority, serial);
  }

  @Override
  public void revoked(String authority, Revocation revocation) {
    truth.revoked(authority, revocation);
  }

  @Override
  public List<Revocation> revocations(String authority) {
    return truth.told(authority);
  }

  @Override
  public void stop(String authority) {
    truth.stop(authority);
  }

  @Override
  public boolean stopped(String authority) {
    return truth.stopped(authority);
  }

  @Override
  public void each(String authority, Consumer<X509Certificate> seen) {
    truth.each(authority, seen);
  }
}
