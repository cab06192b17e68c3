package dev.rekey.activities.authority.own;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.authority.IssuedCertificates;
import dev.rekey.activities.authority.RevocationReason;
import dev.rekey.activities.authority.Stoppable;
import dev.rekey.activities.authority.own.OwnRegister.Revocation;
import dev.rekey.activities.authority.status.StatusSource;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.FailureCode;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/**
 * An authority of Rekey's own: it certifies whatever it is asked, keeps its key in the secret store
 * and nothing in hardware. It is for one machine and for tests, and never for production.
 */
public final class OwnAuthority implements CertificateAuthority, IssuedCertificates, Stoppable {
  /** What its login's identity says. */
  public static final String KIND = "own";

  /** Clocks differ: a certificate is valid from a little before it is made. */
  static final Duration BACK = Duration.ofMinutes(5);

  private static final Duration LIFETIME = Duration.ofDays(90);

  private final String name;
  private final OwnKeys keys;
  private final OwnRegister register;
  private final InstantSource clock;
  private final LeafCertificates leaves;

  /**
   * The authority that signs with what this login holds.
   *
   * @throws StepFailedException ROTATOR_REJECTED if that cannot be read
   */
  public OwnAuthority(String name, Login login, OwnRegister register, InstantSource clock) {
    this.name = name;
    this.keys = OwnKeys.of(login);
    this.register = register;
    this.clock = clock;
    this.leaves = new LeafCertificates(name, keys);
  }

  /**
   * What a new authority signs with.
   *
   * @param name what it is called
   * @param status where it will tell what it revoked, with {@code /crl} and {@code /ocsp} behind
   *     and the name as a parameter
   */
  public static Login make(String name, URI status, InstantSource clock) {
    return OwnKeys.make(name, status, clock.instant()).login();
  }

  /**
   * What a new authority signs with that this one certifies, and writes down: it can revoke that.
   *
   * @param called what the new one is called
   * @param status where the new one will tell what it revoked
   */
  public Login makeBelow(String called, URI status) {
    requireGoing();
    OwnKeys made = keys.below(called, status, clock.instant());
    register.issued(name, new CertificateChain(List.of(made.certificate())));
    return made.login();
  }

  @Override
  public String name() {
    return name;
  }

  /** It certifies whatever it is asked, as long as it can write that down. */
  @Override
  public void check(List<String> names) {
    register.knows(name, BigInteger.ZERO);
  }

  @Override
  public CertificateChain issue(CertificateOrder order) {
    return find(order.key(), order.order())
        .orElseGet(
            () -> {
              requireSigned(order);
              requireGoing();
              return register.issued(
                  name, leaves.make(order, clock.instant(), order.lifetime().orElse(LIFETIME)));
            });
  }

  private void requireGoing() {
    if (stopped()) {
      throw new StepFailedException(
          FailureCode.ORDER_REFUSED, name + " was told to certify nothing any more");
    }
  }

  private static void requireSigned(CertificateOrder order) {
    try {
      if (new PKCS10CertificationRequest(order.request().der())
          .isSignatureValid(new JcaContentVerifierProviderBuilder().build(order.key()))) {
        return;
      }
    } catch (IOException | OperatorCreationException | PKCSException e) {
      // said below
    }
    throw new StepFailedException(
        FailureCode.BAD_REQUEST, "The signing request is not signed with the key in it");
  }

  @Override
  public Optional<CertificateChain> find(PublicKey key, Optional<String> order) {
    return register.find(name, key);
  }

  @Override
  public void revoke(CertificateChain chain, RevocationReason reason) {
    if (!register.knows(name, chain.leaf().getSerialNumber())) {
      throw new StepFailedException(
          FailureCode.NOT_FOUND, name + " did not issue the certificate " + chain.serial());
    }
    register.revoked(name, new Revocation(chain.leaf().getSerialNumber(), reason, clock.instant()));
  }

  /** Also of certificates that it issued when it told so elsewhere. */
  @Override
  public List<StatusSource> sources(X509Certificate certificate) {
    return List.of(new StatusSource.Ocsp(leaves.ocsp()), new StatusSource.Crl(leaves.crl()));
  }

  @Override
  public List<X509Certificate> anchors() {
    return List.of(keys.certificate());
  }

  @Override
  public void stop() {
    register.stop(name);
  }

  @Override
  public boolean stopped() {
    return register.stopped(name);
  }

  @Override
  public void each(Consumer<X509Certificate> seen) {
    register.each(name, seen);
  }
}
