package dev.rekey.activities.authority.acme;

import static dev.rekey.activities.authority.acme.AcmeFailures.asking;

import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.KeyRevocation;
import dev.rekey.activities.authority.RenewalAdvice;
import dev.rekey.activities.authority.RevocationReason;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.KeyType;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.shredzone.acme4j.Certificate;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.RenewalInfo;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.connector.Resource;
import org.shredzone.acme4j.exception.AcmeException;

/** An authority that speaks ACME. Orders are kept there, so one whose answer was lost is found. */
public final class AcmeAuthority implements CertificateAuthority, RenewalAdvice, KeyRevocation {
  /** What its login's identity says. */
  public static final String KIND = "acme";

  private final String name;
  private final AcmeSettings settings;
  private final AcmeAccount account;
  private final AcmeOrders orders;

  AcmeAuthority(String name, AcmeSettings settings, AcmeAccount account, Solver solver) {
    this.name = name;
    this.settings = settings;
    this.account = account;
    this.orders = new AcmeOrders(name, settings, solver);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void check(List<String> names) {
    account.login();
  }

  @Override
  public Optional<Integer> ordersPerHour() {
    return settings.ordersPerHour();
  }

  @Override
  public Optional<String> open(List<String> names) {
    return Optional.of(
        asking(name, () -> orders.open(account.login(), names).getLocation().toString()));
  }

  @Override
  public CertificateChain issue(CertificateOrder order) {
    return asking(name, () -> orders.issue(account.login(), order));
  }

  @Override
  public Optional<CertificateChain> find(PublicKey key, Optional<String> order) {
    if (order.isEmpty()) {
      return Optional.empty();
    }
    return asking(
        name,
        () -> {
          Order known = account.login().bindOrder(url(order.get()));
          return known.getStatus() == Status.VALID
              ? Optional.of(AcmeOrders.chain(known)).filter(chain -> chain.key().equals(key))
              : Optional.empty();
        });
  }

  static URL url(String text) {
    try {
      return URI.create(text).toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("The note of an order is its address");
    }
  }

  @Override
  public void revoke(CertificateChain chain, RevocationReason reason) {
    asking(
        name, () -> once(() -> Certificate.revoke(account.login(), chain.leaf(), reason(reason))));
  }

  /** As whoever has the key of the certificate may: also when the account is lost. */
  @Override
  public void revokeWithKey(KeyPair keys, CertificateChain chain, RevocationReason reason) {
    asking(
        name,
        () ->
            once(() -> Certificate.revoke(account.session(), keys, chain.leaf(), reason(reason))));
  }

  private static org.shredzone.acme4j.RevocationReason reason(RevocationReason reason) {
    return org.shredzone.acme4j.RevocationReason.code(reason.code());
  }

  private interface Revoking {
    void run() throws AcmeException;
  }

  private static boolean once(Revoking revoking) throws AcmeException {
    try {
      revoking.run();
      return true;
    } catch (AcmeException e) {
      if (AcmeFailures.alreadyRevoked(e)) {
        return true;
      }
      throw e;
    }
  }

  @Override
  public Optional<Window> window(CertificateChain chain) {
    return asking(
        name,
        () -> {
          if (account.session().resourceUrlOptional(Resource.RENEWAL_INFO).isEmpty()) {
            return Optional.empty();
          }
          RenewalInfo info = account.login().bindRenewalInfo(chain.leaf());
          Optional<Instant> again = info.fetch();
          return Optional.of(
              new Window(
                  info.getSuggestedWindowStart(),
                  info.getSuggestedWindowEnd(),
                  again,
                  info.getExplanation().map(URL::toString)));
        });
  }

  /**
   * Gives the account another key. The new settings are to be kept before this is called: from then
   * on the old key counts no more.
   *
   * @param next what {@link #successor} gave
   */
  public void rollOver(Login next) {
    KeyPair fresh = AcmeSettings.of(next).key();
    asking(
        name,
        () -> {
          account.login().getAccount().changeKey(fresh);
          return true;
        });
  }

  /** The same settings with a new key of the account, which is not in use yet. */
  public Login successor() {
    return settings.with(KeyPairs.make(KeyType.EC_P256)).login();
  }

  @Override
  public List<X509Certificate> serverAnchors() {
    return settings.serverAnchors();
  }

  @Override
  public List<X509Certificate> anchors() {
    return settings.anchors();
  }
}
