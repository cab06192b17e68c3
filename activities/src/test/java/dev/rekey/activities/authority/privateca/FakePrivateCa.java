package dev.rekey.activities.authority.privateca;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.own.OwnAuthorityServer;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.acmpca.AcmPcaClient;
import software.amazon.awssdk.services.acmpca.model.AcmPcaException;
import software.amazon.awssdk.services.acmpca.model.CertificateAuthorityStatus;
import software.amazon.awssdk.services.acmpca.model.DescribeCertificateAuthorityRequest;
import software.amazon.awssdk.services.acmpca.model.DescribeCertificateAuthorityResponse;
import software.amazon.awssdk.services.acmpca.model.GetCertificateRequest;
import software.amazon.awssdk.services.acmpca.model.GetCertificateResponse;
import software.amazon.awssdk.services.acmpca.model.IssueCertificateRequest;
import software.amazon.awssdk.services.acmpca.model.IssueCertificateResponse;
import software.amazon.awssdk.services.acmpca.model.RequestAlreadyProcessedException;
import software.amazon.awssdk.services.acmpca.model.RequestInProgressException;
import software.amazon.awssdk.services.acmpca.model.ResourceNotFoundException;
import software.amazon.awssdk.services.acmpca.model.RevokeCertificateRequest;
import software.amazon.awssdk.services.acmpca.model.RevokeCertificateResponse;
import software.amazon.awssdk.services.acmpca.model.SigningAlgorithm;

/**
 * A CA as AWS's documents describe it, with what no emulator has: tokens that are known for five
 * minutes, signing that takes a while, limits, and answers that get lost. Its certificates are
 * those of an authority whose list and responder can be asked.
 */
final class FakePrivateCa implements AcmPcaClient {
  static final String ARN =
      "arn:aws:acm-pca:eu-central-1:123456789012:certificate-authority/"
          + "11111111-2222-3333-4444-555555555555";

  private static final Duration KNOWN = Duration.ofMinutes(5);

  private record Placed(String arn, Instant until) {}

  private final OwnAuthorityServer server;
  private final InstantSource clock;
  private final Map<String, Placed> tokens = new HashMap<>();
  private final Map<String, CertificateChain> issued = new HashMap<>();
  private final Map<String, Integer> looks = new HashMap<>();
  private final Set<BigInteger> revoked = new HashSet<>();
  private final Deque<RuntimeException> losses = new ArrayDeque<>();
  private final Deque<RuntimeException> refusals = new ArrayDeque<>();
  private CertificateAuthorityStatus status = CertificateAuthorityStatus.ACTIVE;
  private int lag;
  private final List<IssueCertificateRequest> orders = new ArrayList<>();

  FakePrivateCa(InstantSource clock) {
    this.clock = clock;
    this.server = new OwnAuthorityServer(clock);
  }

  /** What is to be known of it. */
  Login login() {
    return login("");
  }

  /** The same with more fields. */
  Login login(String more) {
    String root = CertificateChain.pem(server.authority().anchors().getFirst());
    return new Login(
        PrivateCaAuthority.KIND,
        SecretValue.of(
            "{\"arn\":\"%s\",\"roots\":\"%s\"%s}".formatted(ARN, root.replace("\n", "\\n"), more)));
  }

  /** From now on each certificate is there only at the look after so many. */
  void signsAfter(int many) {
    lag = many;
  }

  /** The next call is done, and its answer gets lost. */
  void loses(RuntimeException instead) {
    losses.add(instead);
  }

  /** The next call is refused. */
  void refuses(RuntimeException why) {
    refusals.add(why);
  }

  void becomes(CertificateAuthorityStatus now) {
    status = now;
  }

  /** How many certificates it made. */
  int made() {
    return issued.size();
  }

  /** What it was asked to certify, the last time. */
  IssueCertificateRequest lastOrder() {
    return orders.getLast();
  }

  boolean isRevoked(CertificateChain chain) {
    return revoked.contains(chain.leaf().getSerialNumber());
  }

  /** A refusal as the SDK throws it. */
  static RuntimeException refusal(String code) {
    return AcmPcaException.builder()
        .statusCode(400)
        .message("a word of AWS that goes no further")
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }

  private <T> T answer(Supplier<T> work) {
    if (!refusals.isEmpty()) {
      throw refusals.pop();
    }
    T done = work.get();
    if (!losses.isEmpty()) {
      throw losses.pop();
    }
    return done;
  }

  private static <E extends AwsServiceException> E failed(
      AwsServiceException.Builder failure, Class<E> type) {
    return type.cast(failure.statusCode(400).message("a word of AWS that goes no further").build());
  }

  @Override
  public DescribeCertificateAuthorityResponse describeCertificateAuthority(
      DescribeCertificateAuthorityRequest request) {
    return DescribeCertificateAuthorityResponse.builder()
        .certificateAuthority(
            ca ->
                ca.arn(ARN)
                    .status(status)
                    .notAfter(server.authority().anchors().getFirst().getNotAfter().toInstant())
                    .certificateAuthorityConfiguration(
                        it -> it.signingAlgorithm(SigningAlgorithm.SHA256_WITHECDSA)))
        .build();
  }

  @Override
  public IssueCertificateResponse issueCertificate(IssueCertificateRequest request) {
    return answer(
        () -> {
          orders.add(request);
          Placed known = tokens.get(request.idempotencyToken());
          String arn =
              known != null && clock.instant().isBefore(known.until())
                  ? known.arn()
                  : certify(request);
          return IssueCertificateResponse.builder().certificateArn(arn).build();
        });
  }

  private String certify(IssueCertificateRequest request) {
    String arn = ARN + "/certificate/" + issued.size();
    issued.put(arn, server.authority().issue(AskedFor.by(request, clock.instant())));
    looks.put(arn, lag);
    tokens.put(request.idempotencyToken(), new Placed(arn, clock.instant().plus(KNOWN)));
    return arn;
  }

  @Override
  public GetCertificateResponse getCertificate(GetCertificateRequest request) {
    CertificateChain chain = issued.get(request.certificateArn());
    if (chain == null) {
      throw failed(ResourceNotFoundException.builder(), ResourceNotFoundException.class);
    }
    if (looks.merge(request.certificateArn(), -1, Integer::sum) >= 0) {
      throw failed(RequestInProgressException.builder(), RequestInProgressException.class);
    }
    return GetCertificateResponse.builder()
        .certificate(CertificateChain.pem(chain.leaf()).strip())
        .certificateChain(CertificateChain.pem(server.authority().anchors().getFirst()).strip())
        .build();
  }

  @Override
  public RevokeCertificateResponse revokeCertificate(RevokeCertificateRequest request) {
    return answer(
        () -> {
          BigInteger serial = serial(request.certificateSerial());
          CertificateChain chain =
              issued.values().stream()
                  .filter(one -> one.leaf().getSerialNumber().equals(serial))
                  .findFirst()
                  .orElseThrow(
                      () ->
                          failed(
                              ResourceNotFoundException.builder(),
                              ResourceNotFoundException.class));
          if (!revoked.add(serial)) {
            throw failed(
                RequestAlreadyProcessedException.builder(), RequestAlreadyProcessedException.class);
          }
          server.authority().revoke(chain, reason(request));
          return RevokeCertificateResponse.builder().build();
        });
  }

  private static BigInteger serial(String text) {
    if (!text.matches("([0-9a-f]{2}:)*[0-9a-f]{2}") || text.startsWith("00")) {
      throw refusal("InvalidArgsException");
    }
    return new BigInteger(text.replace(":", ""), 16);
  }

  private static dev.rekey.activities.authority.RevocationReason reason(
      RevokeCertificateRequest request) {
    String name = request.revocationReasonAsString();
    return dev.rekey.activities.authority.RevocationReason.valueOf(
        name.equals("CERTIFICATE_AUTHORITY_COMPROMISE") ? "CA_COMPROMISE" : name);
  }

  @Override
  public String serviceName() {
    return "acm-pca";
  }

  @Override
  public void close() {
    server.close();
  }
}
