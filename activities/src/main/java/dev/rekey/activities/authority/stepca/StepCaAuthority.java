package dev.rekey.activities.authority.stepca;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.authority.RevocationReason;
import dev.rekey.activities.authority.status.StatusSource;
import dev.rekey.model.FailureCode;
import java.math.BigInteger;
import java.net.URI;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * A step-ca, by a provisioner with a key. It tells nobody what it issued. So the serial number is
 * ours, and escrowed before: a certificate whose answer was lost is revoked by its number, even if
 * it should be issued only then, and the order goes on with the next number.
 */
public final class StepCaAuthority implements CertificateAuthority {
  /** What its login's identity says. */
  public static final String KIND = "step-ca";

  /** A number is used up only by an answer that was lost. */
  private static final int MOST_LOST = 100;

  private static final String OURS = ".Token.serial";

  private final String name;
  private final StepCaSettings settings;
  private final StepCaApi api;

  StepCaAuthority(String name, StepCaSettings settings, StepCaApi api) {
    this.name = name;
    this.settings = settings;
    this.api = api;
  }

  @Override
  public String name() {
    return name;
  }

  /** The provisioner is there, has our key, and lets us choose the number. */
  @Override
  public void check(List<String> names) {
    JsonNode there =
        api.provisioner()
            .orElseThrow(
                () ->
                    failed(FailureCode.NOT_FOUND, " has no provisioner " + settings.provisioner()));
    if (!there.path("type").asText().equals("JWK")
        || !there.path("key").path("kid").asText().equals(settings.signer().getKeyId())) {
      throw failed(FailureCode.ROTATOR_REJECTED, " has another key for " + settings.provisioner());
    }
    if (!there.path("options").path("x509").path("template").asText().contains(OURS)) {
      throw numberIsNotOurs();
    }
  }

  @Override
  public Optional<Integer> ordersPerHour() {
    return settings.ordersPerHour();
  }

  @Override
  public Optional<String> open(List<String> names) {
    return Optional.of(Serials.note());
  }

  @Override
  public CertificateChain issue(CertificateOrder order) {
    return issue(order, Serials.of(order).findFirst().orElseThrow());
  }

  private CertificateChain issue(CertificateOrder order, BigInteger serial) {
    CertificateChain chain = api.sign(order, serial);
    if (!chain.leaf().getSerialNumber().equals(serial)) {
      api.revoke(chain.leaf().getSerialNumber(), RevocationReason.CESSATION_OF_OPERATION);
      throw numberIsNotOurs();
    }
    return chain;
  }

  private StepFailedException numberIsNotOurs() {
    return failed(
        FailureCode.BAD_REQUEST,
        ": the template of its provisioner "
            + settings.provisioner()
            + " does not take the serial number from the token, so a certificate could be lost");
  }

  @Override
  public CertificateChain resume(CertificateOrder order) {
    int free = close(order);
    return issue(order, Serials.of(order).skip(free).findFirst().orElseThrow());
  }

  @Override
  public void abandon(CertificateOrder order) {
    if (order.order().isPresent()) {
      close(order);
    }
  }

  /**
   * Revokes the first number that is not revoked: those before it are, and none behind it was asked
   * for. The place of the next one.
   */
  private int close(CertificateOrder order) {
    int place = 0;
    for (BigInteger serial : Serials.of(order).limit(MOST_LOST).toList()) {
      place++;
      if (api.revoke(serial, RevocationReason.CESSATION_OF_OPERATION)) {
        return place;
      }
    }
    throw failed(FailureCode.ORPHAN_UNCLEAR, " lost too many answers to one order");
  }

  /** It tells nobody. */
  @Override
  public Optional<CertificateChain> find(PublicKey key, Optional<String> order) {
    return Optional.empty();
  }

  @Override
  public void revoke(CertificateChain chain, RevocationReason reason) {
    api.revoke(chain.leaf().getSerialNumber(), reason);
  }

  private StepFailedException failed(FailureCode code, String what) {
    return new StepFailedException(code, name + what);
  }

  /** Its certificates name none by themselves. */
  @Override
  public List<StatusSource> sources(X509Certificate certificate) {
    return List.of(new StatusSource.Crl(URI.create(settings.server() + "/1.0/crl")));
  }

  @Override
  public List<X509Certificate> serverAnchors() {
    return settings.anchors();
  }

  @Override
  public List<X509Certificate> anchors() {
    return settings.anchors();
  }
}
