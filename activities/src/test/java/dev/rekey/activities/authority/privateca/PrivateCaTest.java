package dev.rekey.activities.authority.privateca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.authority.CertificateAuthorityContract;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.authority.RevocationReason;
import dev.rekey.activities.aws.AwsClients;
import dev.rekey.activities.testing.AwsEndpoint;
import dev.rekey.activities.testing.Programs;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.KeyType;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.acmpca.AcmPcaClient;
import software.amazon.awssdk.services.acmpca.model.CertificateAuthorityStatus;

/** AWS Private CA as its documents describe it: what moto lacks of it is in the fake. */
class PrivateCaTest extends CertificateAuthorityContract {
  private static final String QUOTED = "a word of AWS";

  private Instant now = Instant.now();
  private Duration waited = Duration.ZERO;
  private final FakePrivateCa aws = new FakePrivateCa(() -> now);
  private final CertificateAuthority authority = with(aws, "");

  private CertificateAuthority with(AcmPcaClient client, String more) {
    return new PrivateCaMaker(region -> client, () -> now, time -> waited = waited.plus(time))
        .of("pca", aws.login(more));
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Override
  protected CertificateAuthority authority() {
    return authority;
  }

  @Override
  protected CertificateAuthority unreachable() {
    return with(
        AwsEndpoint.at(
                URI.create("http://127.0.0.1:" + Programs.freePort()),
                AwsClients.withoutRetries(AcmPcaClient.builder()),
                AwsBasicCredentials.create("any", "any"))
            .build(),
        "");
  }

  @Override
  protected List<String> names() {
    return List.of("www.example.org", "*.edge.example.org");
  }

  private static StepFailedException refused(ThrowingCallable attempt) {
    StepFailedException refused = catchThrowableOfType(StepFailedException.class, attempt);
    assertThat(refused.reason()).doesNotContain(QUOTED);
    return refused;
  }

  @Test
  void a_certificate_that_is_not_signed_yet_is_waited_for() {
    aws.signsAfter(3);
    assertThat(issued().serial()).isNotBlank();
    assertThat(waited).isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void one_that_takes_too_long_is_asked_for_again_under_the_same_token_and_is_the_same() {
    aws.signsAfter(40);
    CertificateOrder order = order(KeyType.EC_P256);
    assertThat(refused(() -> authority.issue(order)).code())
        .isEqualTo(FailureCode.TARGET_UNAVAILABLE);
    assertThat(authority.resume(order).key()).isEqualTo(order.key());
    assertThat(aws.made()).isEqualTo(1);
  }

  @Test
  void an_answer_that_was_lost_costs_no_second_certificate_within_the_minutes_of_its_token() {
    CertificateOrder order = order(KeyType.EC_P256);
    aws.loses(SdkClientException.create("reset"));
    assertThat(refused(() -> authority.issue(order)).code())
        .isEqualTo(FailureCode.TARGET_UNAVAILABLE);
    now = now.plus(Duration.ofSeconds(200));
    assertThat(authority.resume(order).key()).isEqualTo(order.key());
    assertThat(aws.made()).isEqualTo(1);
  }

  @Test
  void later_the_key_is_put_away_since_nobody_can_tell_what_became_of_it() {
    CertificateOrder order = order(KeyType.EC_P256);
    aws.loses(SdkClientException.create("reset"));
    refused(() -> authority.issue(order));
    now = now.plus(Duration.ofMinutes(6));
    StepFailedException refused = refused(() -> authority.resume(order));
    assertThat(refused.code()).isEqualTo(FailureCode.VALUE_REJECTED);
    assertThat(refused.reason()).contains("cannot tell").contains("put away");
    authority.abandon(order);
    assertThat(aws.made()).isEqualTo(1);
  }

  @Test
  void what_is_abandoned_in_time_is_asked_for_once_more_and_revoked() {
    CertificateOrder order = order(KeyType.EC_P256);
    CertificateChain lost = authority.issue(order);
    authority.abandon(order);
    assertThat(aws.isRevoked(lost)).isTrue();
    assertThat(aws.made()).isEqualTo(1);
  }

  @Test
  void f09_a_revocation_whose_answer_was_lost_is_a_success_when_it_is_said_again() {
    CertificateChain chain = issued();
    aws.loses(SdkClientException.create("reset"));
    assertThat(refused(() -> authority.revoke(chain, RevocationReason.KEY_COMPROMISE)).code())
        .isEqualTo(FailureCode.TARGET_UNAVAILABLE);
    authority.revoke(chain, RevocationReason.KEY_COMPROMISE);
    assertThat(aws.isRevoked(chain)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "ThrottlingException, THROTTLED",
    "AccessDeniedException, PERMISSION_DENIED",
    "ExpiredTokenException, SESSION_EXPIRED",
    "LimitExceededException, QUOTA_REACHED",
    "ResourceNotFoundException, NOT_FOUND",
    "ConcurrentModificationException, TARGET_UNAVAILABLE"
  })
  void a_refusal_is_one_of_ours_without_a_word_of_its_own(String said, FailureCode code) {
    CertificateOrder order = order(KeyType.EC_P256);
    aws.refuses(FakePrivateCa.refusal(said));
    assertThat(refused(() -> authority.issue(order)).code()).isEqualTo(code);
    CertificateChain chain = issued();
    aws.refuses(FakePrivateCa.refusal(said));
    assertThat(refused(() -> authority.revoke(chain, RevocationReason.SUPERSEDED)).code())
        .isEqualTo(code);
  }

  @Test
  void one_that_is_disabled_or_ends_before_its_certificates_would_is_not_taken() {
    aws.becomes(CertificateAuthorityStatus.DISABLED);
    assertThat(refused(() -> authority.check(names())).reason()).contains("not active");
    aws.becomes(CertificateAuthorityStatus.ACTIVE);
    CertificateAuthority longer = with(aws, ",\"days\":3650");
    assertThat(refused(() -> longer.check(names())).reason()).contains("ends at");
  }

  @Test
  void an_order_says_its_template_and_its_end_the_same_each_time() {
    CertificateOrder order = order(KeyType.EC_P256);
    authority.issue(order);
    var first = aws.lastOrder();
    now = now.plusSeconds(90);
    authority.resume(order);
    assertThat(aws.lastOrder().validity()).isEqualTo(first.validity());
    assertThat(first.templateArn()).isEqualTo("arn:aws:acm-pca:::template/EndEntityCertificate/V1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ",\"days\":0 | days",
        ",\"days\":4000 | days",
        ",\"template\":\"SubordinateCACertificate_PathLen0/V1\" | end entities",
        ",\"ordersPerHour\":0 | ordersPerHour",
        ",\"key\":\"hunter2\" | key"
      })
  void a_wrong_setting_is_named(String more, String named) {
    StepFailedException refused = refused(() -> with(aws, more));
    assertThat(refused.code()).isEqualTo(FailureCode.BAD_REQUEST);
    assertThat(refused.reason()).contains(named).doesNotContain("hunter2");
  }
}
