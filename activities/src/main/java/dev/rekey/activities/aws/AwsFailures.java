package dev.rekey.activities.aws;

import dev.rekey.activities.StepFailedException;
import dev.rekey.model.FailureCode;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Turns what the AWS SDK throws into failures of ours. By error code and status, never by text, and
 * no text is passed on: it may hold ARNs, request parameters, or worse. Codes: "Common errors" of
 * the AWS API references.
 */
public final class AwsFailures {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired");

  private static final Set<String> SKEWED =
      Set.of(
          "RequestExpired", "RequestTimeTooSkewed", "RequestInTheFuture", "InvalidSignatureTime");

  private static final Set<String> REJECTED =
      Set.of(
          "InvalidClientTokenId",
          "UnrecognizedClientException",
          "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "InvalidSignatureException",
          "IncompleteSignature",
          "MissingAuthenticationToken");

  private static final Set<String> QUOTA =
      Set.of(
          "LimitExceeded",
          "LimitExceededException",
          "ServiceQuotaExceededException",
          "ConstraintViolationException");

  /** Somebody else changes the same thing at this moment; AWS says to try again. */
  private static final Set<String> BUSY =
      Set.of(
          "EntityTemporarilyUnmodifiable",
          "EntityTemporarilyUnmodifiableException",
          "ConcurrentModification",
          "ConcurrentModificationException",
          "PolicyChangesInProgressException",
          "InvalidDBInstanceState",
          "InvalidDBClusterStateFault");

  private static final Set<String> ABSENT =
      Set.of("ResourceNotFoundException", "DBInstanceNotFound", "DBClusterNotFoundFault");

  private AwsFailures() {}

  /**
   * Runs a call.
   *
   * @param unavailable the code for "no usable answer": that of the store or that of a target
   * @param what the call in the operator's words, such as {@code IAM, listing the keys of deploy}
   * @throws StepFailedException classified; after a retryable one what happened is unknown
   */
  public static <T> T classified(FailureCode unavailable, String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw of(e, unavailable, what);
    }
  }

  /** The failure that stands for what the SDK threw. */
  public static StepFailedException of(SdkException e, FailureCode unavailable, String what) {
    FailureCode code = code(e, unavailable);
    return new StepFailedException(code, sentence(code, unavailable, what));
  }

  /** AWS's own code of the error, or nothing, as an empty text. */
  public static String errorCode(SdkException e) {
    if (e instanceof AwsServiceException service) {
      AwsErrorDetails details = service.awsErrorDetails();
      return details == null || details.errorCode() == null ? "" : details.errorCode();
    }
    return "";
  }

  private static FailureCode code(SdkException e, FailureCode unavailable) {
    if (!(e instanceof AwsServiceException service)) {
      return unavailable; // no connection, no answer in time, no credentials to be had
    }
    String code = errorCode(e);
    if (QUOTA.contains(code)) {
      return FailureCode.QUOTA_REACHED;
    }
    if (service.isThrottlingException() || service.statusCode() == TOO_MANY_REQUESTS) {
      return FailureCode.THROTTLED;
    }
    if (SKEWED.contains(code) || service.isClockSkewException()) {
      return FailureCode.CLOCK_SKEWED;
    }
    if (EXPIRED.contains(code)) {
      return FailureCode.SESSION_EXPIRED;
    }
    return lasting(code, service.statusCode(), unavailable);
  }

  private static FailureCode lasting(String code, int status, FailureCode unavailable) {
    if (REJECTED.contains(code)) {
      return FailureCode.ROTATOR_REJECTED;
    }
    if (code.toLowerCase(Locale.ROOT).startsWith("accessdenied")
        || code.equals("UnauthorizedOperation")) {
      return FailureCode.PERMISSION_DENIED;
    }
    if (ABSENT.contains(code) || code.startsWith("NoSuchEntity")) {
      return FailureCode.NOT_FOUND;
    }
    return status >= SERVER_ERROR || BUSY.contains(code) ? unavailable : FailureCode.UNEXPECTED;
  }

  private static String sentence(FailureCode code, FailureCode unavailable, String what) {
    if (code == unavailable) {
      return what + ": no usable answer";
    }
    return what + ": " + code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
