package dev.rekey.activities.store.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.AwsClients;
import dev.rekey.activities.testing.AwsEndpoint;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.net.URI;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** What AWS may answer instead of an answer, over HTTP and through the SDK's own reading of it. */
class SecretsManagerRefusalsTest {
  private static final SecretId SECRET = new SecretId("orders/db");
  private static final VersionId VERSION = new VersionId(UUID.randomUUID().toString());

  @ParameterizedTest
  @CsvSource({
    "400, ThrottlingException, THROTTLED, true",
    "429, TooManyRequestsException, THROTTLED, true",
    "400, AccessDeniedException, PERMISSION_DENIED, false",
    "400, ExpiredTokenException, SESSION_EXPIRED, true",
    "400, UnrecognizedClientException, ROTATOR_REJECTED, false",
    "400, RequestTimeTooSkewed, CLOCK_SKEWED, true",
    "400, LimitExceededException, QUOTA_REACHED, false",
    "400, EncryptionFailure, PERMISSION_DENIED, false",
    "500, InternalServiceError, STORE_UNAVAILABLE, true",
    "503, ServiceUnavailable, STORE_UNAVAILABLE, true"
  })
  void a_refused_write_is_classified_and_made_once(
      int status, String error, FailureCode code, boolean retryable) throws Exception {
    try (RefusingSecretsManager aws = new RefusingSecretsManager(status, error)) {
      failed(code, () -> calls(aws.uri()).put(SECRET, VERSION, "{}"));
      assertThat(aws.calls()).isEqualTo(1);
      assertThat(code.retryable()).isEqualTo(retryable);
    }
  }

  @Test
  void a_region_that_does_not_answer_is_a_store_that_is_away() throws Exception {
    RefusingSecretsManager gone = new RefusingSecretsManager(500, "x");
    gone.close();
    failed(FailureCode.STORE_UNAVAILABLE, () -> calls(gone.uri()).put(SECRET, VERSION, "{}"));
    failed(FailureCode.STORE_UNAVAILABLE, () -> calls(gone.uri()).describe(SECRET));
  }

  @Test
  void a_read_that_got_no_answer_is_tried_again_and_not_for_ever() throws Exception {
    try (RefusingSecretsManager aws = new RefusingSecretsManager(503, "ServiceUnavailable")) {
      failed(FailureCode.STORE_UNAVAILABLE, () -> calls(aws.uri()).describe(SECRET));
      assertThat(aws.calls()).isEqualTo(3);
    }
  }

  @Test
  void a_full_quota_of_versions_is_told_in_plain_words() throws Exception {
    try (RefusingSecretsManager aws = new RefusingSecretsManager(400, "LimitExceededException")) {
      assertThatThrownBy(() -> calls(aws.uri()).put(SECRET, VERSION, "{}"))
          .hasMessageContaining("about 100 within 24 hours");
    }
  }

  private static SecretsManagerCalls calls(URI endpoint) {
    AwsBasicCredentials key = AwsBasicCredentials.create("AKIA", "secret");
    return new SecretsManagerCalls(
        AwsClients.open(AwsEndpoint.at(endpoint, SecretsManagerClient.builder(), key)),
        AwsClients.withoutRetries(AwsEndpoint.at(endpoint, SecretsManagerClient.builder(), key))
            .build(),
        () -> {});
  }

  private static void failed(FailureCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StepFailedException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageNotContaining("planted");
  }
}
