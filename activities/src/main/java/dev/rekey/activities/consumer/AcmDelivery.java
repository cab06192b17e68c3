package dev.rekey.activities.consumer;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.aws.AwsClients;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.FailureCode;
import dev.rekey.model.consumer.Consumer;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateType;

/**
 * Imports a certificate and its key into AWS Certificate Manager, in place of what is there under
 * the same ARN, and looks what is there then. Whoever serves it takes the new one by itself; that
 * it does is seen at its endpoints.
 */
final class AcmDelivery {
  private final DeliveryPermissions permissions;
  private final Function<String, AcmClient> open;
  private final Map<String, AcmClient> clients = new ConcurrentHashMap<>();

  AcmDelivery(DeliveryPermissions permissions) {
    this(permissions, region -> AwsClients.open(AcmClient.builder().region(Region.of(region))));
  }

  AcmDelivery(DeliveryPermissions permissions, Function<String, AcmClient> open) {
    this.permissions = permissions;
    this.open = open;
  }

  /** Passes for one that the operator allows. */
  void check(Consumer.AcmImport consumer) {
    permissions.requireCertificate(consumer.certificate());
  }

  void deliver(Consumer.AcmImport consumer, Login login) {
    check(consumer);
    CertificateChain chain = chain(login);
    requireImported(consumer);
    if (!shows(consumer, chain)) {
      replace(consumer, chain, KeyPairs.pem(KeyPairs.read(login.value().reveal())));
      requireShown(consumer, chain);
    }
  }

  /** One of Amazon's own would be lost to a certificate that it does not renew. */
  private void requireImported(Consumer.AcmImport consumer) {
    CertificateType type =
        call(
            "describing a certificate",
            () ->
                at(consumer)
                    .describeCertificate(it -> it.certificateArn(consumer.certificate()))
                    .certificate()
                    .type());
    if (type != CertificateType.IMPORTED) {
      throw Unreachable.because(
          consumer.certificate() + " is none that was imported; ACM renews it by itself");
    }
  }

  private static CertificateChain chain(Login login) {
    try {
      CertificateChain chain = CertificateChain.of(login.value().reveal());
      if (KeyPairs.match(KeyPairs.read(login.value().reveal()), chain.key())) {
        return chain;
      }
    } catch (IllegalArgumentException e) { // quotes nothing, but ACM is only for a pair
      throw Unreachable.because("only a certificate is imported into ACM");
    }
    throw Unreachable.because("the key and the certificate do not belong together");
  }

  private void replace(Consumer.AcmImport consumer, CertificateChain chain, String key) {
    call(
        "importing a certificate",
        () ->
            at(consumer)
                .importCertificate(
                    it ->
                        it.certificateArn(consumer.certificate())
                            .certificate(bytes(CertificateChain.pem(chain.leaf())))
                            .certificateChain(issuers(chain).map(AcmDelivery::bytes).orElse(null))
                            .privateKey(bytes(key))));
  }

  private static Optional<String> issuers(CertificateChain chain) {
    List<X509Certificate> issuers = chain.certificates().subList(1, chain.certificates().size());
    return Optional.of(issuers.stream().map(CertificateChain::pem).collect(Collectors.joining()))
        .filter(pem -> !pem.isEmpty());
  }

  private static SdkBytes bytes(String pem) {
    return SdkBytes.fromUtf8String(pem);
  }

  private void requireShown(Consumer.AcmImport consumer, CertificateChain chain) {
    if (!shows(consumer, chain)) {
      throw Unreachable.because(
          "ACM took the certificate and does not show it under "
              + consumer.certificate()
              + "; it is looked at again");
    }
  }

  /** By its fingerprint, which says more than a serial number. */
  private boolean shows(Consumer.AcmImport consumer, CertificateChain chain) {
    String there =
        call(
            "reading a certificate",
            () ->
                at(consumer)
                    .getCertificate(it -> it.certificateArn(consumer.certificate()))
                    .certificate());
    return CertificateChain.of(there).fingerprint().equals(chain.fingerprint());
  }

  private AcmClient at(Consumer.AcmImport consumer) {
    return clients.computeIfAbsent(consumer.region(), open);
  }

  private static <T> T call(String what, Supplier<T> call) {
    try {
      return AwsFailures.classified(FailureCode.CONSUMER_UNREACHABLE, "ACM, " + what, call);
    } catch (StepFailedException e) {
      throw e.code().retryable() ? e : Unreachable.because(e.reason());
    }
  }
}
