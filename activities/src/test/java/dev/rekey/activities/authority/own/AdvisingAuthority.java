package dev.rekey.activities.authority.own;

import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.authority.RenewalAdvice;
import dev.rekey.activities.authority.RevocationReason;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An authority that says when to replace what it issued.
 *
 * @param authority what it is otherwise
 * @param word what it says
 */
public record AdvisingAuthority(CertificateAuthority authority, Supplier<Optional<Window>> word)
    implements CertificateAuthority, RenewalAdvice {
  @Override
  public Optional<Window> window(CertificateChain chain) {
    return word.get();
  }

  @Override
  public String name() {
    return authority.name();
  }

  @Override
  public void check(List<String> names) {
    authority.check(names);
  }

  @Override
  public CertificateChain issue(CertificateOrder order) {
    return authority.issue(order);
  }

  @Override
  public Optional<CertificateChain> find(PublicKey key, Optional<String> order) {
    return authority.find(key, order);
  }

  @Override
  public void revoke(CertificateChain chain, RevocationReason reason) {
    authority.revoke(chain, reason);
  }

  @Override
  public List<X509Certificate> anchors() {
    return authority.anchors();
  }
}
