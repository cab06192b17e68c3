package dev.rekey.activities.authority.privateca;

import dev.rekey.activities.Pause;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.authority.Pem;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.model.FailureCode;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.acmpca.AcmPcaClient;
import software.amazon.awssdk.services.acmpca.model.CertificateAuthority;
import software.amazon.awssdk.services.acmpca.model.GetCertificateResponse;
import software.amazon.awssdk.services.acmpca.model.InvalidArgsException;
import software.amazon.awssdk.services.acmpca.model.InvalidStateException;
import software.amazon.awssdk.services.acmpca.model.MalformedCsrException;
import software.amazon.awssdk.services.acmpca.model.RequestAlreadyProcessedException;
import software.amazon.awssdk.services.acmpca.model.RequestFailedException;
import software.amazon.awssdk.services.acmpca.model.RequestInProgressException;
import software.amazon.awssdk.services.acmpca.model.RevocationReason;
import software.amazon.awssdk.services.acmpca.model.ValidityPeriodType;

/** The calls of one CA, with Rekey's own role. */
record PrivateCaCalls(String name, PrivateCaSettings settings, AcmPcaClient aws, Pause pause) {
  /** Signing takes some seconds at most; what takes longer is asked for by the next call. */
  private static final int LOOKS = 30;

  private static final Duration PAUSE = Duration.ofMillis(500);

  CertificateAuthority describe() {
    return call(
        "describing it",
        () ->
            aws.describeCertificateAuthority(it -> it.certificateAuthorityArn(settings.arn()))
                .certificateAuthority());
  }

  /** Certifies; under a token that AWS still knows it is the same certificate again. */
  CertificateChain issue(CertificateOrder order, Placing placing) {
    CertificateAuthority ca = describe();
    Instant end = placing.since().plus(order.lifetime().orElseGet(settings::lifetime));
    String arn =
        call(
            "certifying a key",
            () ->
                aws.issueCertificate(
                        it ->
                            it.certificateAuthorityArn(settings.arn())
                                .csr(request(order))
                                .signingAlgorithm(
                                    ca.certificateAuthorityConfiguration().signingAlgorithm())
                                .templateArn(settings.templateArn())
                                .validity(
                                    until ->
                                        until
                                            .type(ValidityPeriodType.ABSOLUTE)
                                            .value(end.getEpochSecond()))
                                .idempotencyToken(placing.token()))
                    .certificateArn());
    return signed(arn);
  }

  private static SdkBytes request(CertificateOrder order) {
    return SdkBytes.fromUtf8String(Pem.text("CERTIFICATE REQUEST", order.request().der()));
  }

  /** It is signed a little later than it is ordered. */
  private CertificateChain signed(String arn) {
    for (int look = 0; look < LOOKS; look++) {
      Optional<GetCertificateResponse> there = call("fetching a certificate", () -> fetched(arn));
      if (there.isPresent()) {
        return chain(there.get());
      }
      pause.passing(PAUSE);
    }
    throw failed(FailureCode.TARGET_UNAVAILABLE, "has not signed the certificate yet");
  }

  private Optional<GetCertificateResponse> fetched(String arn) {
    try {
      return Optional.of(
          aws.getCertificate(it -> it.certificateAuthorityArn(settings.arn()).certificateArn(arn)));
    } catch (RequestInProgressException notYet) {
      return Optional.empty();
    }
  }

  /** Without the root, which nobody believes because it is sent. */
  private static CertificateChain chain(GetCertificateResponse response) {
    List<X509Certificate> all =
        CertificateChain.read(
            response.certificate()
                + "\n"
                + Optional.ofNullable(response.certificateChain()).orElse(""));
    X509Certificate last = all.getLast();
    boolean root = last.getSubjectX500Principal().equals(last.getIssuerX500Principal());
    return new CertificateChain(all.size() > 1 && root ? all.subList(0, all.size() - 1) : all);
  }

  /** Revokes; the first reason counts. */
  void revoke(X509Certificate certificate, RevocationReason reason) {
    call(
        "revoking a certificate",
        () -> {
          try {
            return aws.revokeCertificate(
                it ->
                    it.certificateAuthorityArn(settings.arn())
                        .certificateSerial(serial(certificate))
                        .revocationReason(reason));
          } catch (RequestAlreadyProcessedException revoked) {
            return null;
          }
        });
  }

  /** As AWS's own documents write it: pairs of digits with colons between them, and no sign. */
  private static String serial(X509Certificate certificate) {
    String digits = CertificateChain.serial(certificate);
    String even = digits.length() % 2 == 0 ? digits : "0" + digits;
    return HexFormat.ofDelimiter(":").formatHex(HexFormat.of().parseHex(even));
  }

  private <T extends @Nullable Object> T call(String what, Supplier<T> call) {
    return AwsFailures.classified(
        FailureCode.TARGET_UNAVAILABLE,
        "AWS Private CA, " + what + " at " + name,
        () -> {
          try {
            return call.get();
          } catch (InvalidArgsException | MalformedCsrException | RequestFailedException e) {
            throw failed(
                FailureCode.ORDER_REFUSED,
                "refuses what it is asked for; compare its template, its key and the lifetime");
          } catch (InvalidStateException e) {
            throw failed(
                FailureCode.ORDER_REFUSED, "is not active: it is disabled, expired or deleted");
          } catch (RequestInProgressException e) {
            throw failed(FailureCode.TARGET_UNAVAILABLE, "is still busy with the same request");
          }
        });
  }

  private StepFailedException failed(FailureCode code, String what) {
    return new StepFailedException(code, name + " " + what);
  }
}
