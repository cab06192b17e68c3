package dev.rekey.activities.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.assertj.core.api.AbstractStringAssert;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyLastUsed;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** What the emulator really does, as far as other tests build on it. */
@Tag("aws")
class AwsEndpointTest {
  private static final String LIST = AwsAccount.allow("*", "secretsmanager:ListSecrets");

  private final AwsAccount account = AwsAccount.fresh();

  // For each test and not once, for a class that is left out as a whole would not be counted.
  @BeforeEach
  void the_emulator_refuses() {
    AwsEndpoint.mustRefuse();
  }

  @Test
  void a_key_is_known_by_its_user_and_account() {
    AwsCredentials key = account.user("deploy", LIST);
    try (StsClient sts = AwsEndpoint.as(StsClient.builder(), key).build()) {
      assertThat(sts.getCallerIdentity().arn())
          .isEqualTo("arn:aws:iam::" + account.id() + ":user/deploy");
    }
  }

  @Test
  void a_wrong_signature_is_refused() {
    AwsCredentials key = account.user("deploy", LIST);
    AwsCredentials forged = AwsBasicCredentials.create(key.accessKeyId(), "not-its-secret");
    refused(forged).isEqualTo("InvalidSignatureException");
  }

  @Test
  void an_unknown_key_is_refused() {
    refused(AwsBasicCredentials.create("AKIA0000000000000000", "unknown"))
        .isEqualTo("UnrecognizedClientException");
  }

  @Test
  void a_key_is_refused_while_it_is_inactive() {
    AwsCredentials key = account.user("deploy", LIST);
    set(key, StatusType.INACTIVE);
    refused(key).isEqualTo("UnrecognizedClientException");
    set(key, StatusType.ACTIVE);
    assertThat(secretsSeenBy(key)).isZero();
  }

  @Test
  void a_deleted_key_is_refused() {
    AwsCredentials key = account.user("deploy", LIST);
    try (IamClient iam = account.client(IamClient.builder())) {
      iam.deleteAccessKey(it -> it.userName("deploy").accessKeyId(key.accessKeyId()));
    }
    refused(key).isEqualTo("UnrecognizedClientException");
  }

  @Test
  void a_user_may_do_what_its_policy_allows_and_no_more() {
    AwsCredentials key = account.user("deploy", LIST);
    assertThat(secretsSeenBy(key)).isZero();
    try (SecretsManagerClient manager = secrets(key)) {
      assertThatThrownBy(() -> manager.createSecret(it -> it.name("db/app").secretString("one")))
          .isInstanceOfSatisfying(
              AwsServiceException.class,
              e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
    }
  }

  @Test
  void accounts_do_not_see_each_other() {
    try (SecretsManagerClient manager = secrets(account.administrator())) {
      manager.createSecret(it -> it.name("db/app").secretString("one"));
      assertThat(manager.listSecrets().secretList())
          .extracting(SecretListEntry::name)
          .containsExactly("db/app");
    }
    assertThat(secretsSeenBy(AwsAccount.fresh().administrator())).isZero();
  }

  @Test
  void a_session_is_cut_by_the_time_of_its_token() {
    try (IamClient iam = account.client(IamClient.builder())) {
      String here = "arn:aws:iam::" + account.id();
      iam.createRole(it -> it.roleName("job").assumeRolePolicyDocument(trust(here)));
      iam.putRolePolicy(it -> it.roleName("job").policyName("inline").policyDocument(LIST));
      AwsCredentials session = session(here + ":role/job");
      assertThat(secretsSeenBy(session)).isZero();

      String later = Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.SECONDS).toString();
      iam.putRolePolicy(it -> it.roleName("job").policyName("cut").policyDocument(cut(later)));
      refused(session).isEqualTo("AccessDeniedException");
    }
  }

  @Test
  void calls_are_found_in_the_trail() {
    secretsSeenBy(account.administrator());
    try (CloudTrailClient trail = account.client(CloudTrailClient.builder())) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () ->
                  assertThat(trail.lookupEvents().events())
                      .anyMatch(event -> event.eventName().equals("ListSecrets")));
    }
  }

  @Test
  void the_last_use_of_a_key_is_told() {
    AwsCredentials key = account.user("deploy", LIST);
    try (IamClient iam = account.client(IamClient.builder())) {
      assertThat(lastUse(iam, key).lastUsedDate()).isNull();
      secretsSeenBy(key);
      assertThat(lastUse(iam, key).lastUsedDate()).isNotNull();
      assertThat(lastUse(iam, key).serviceName()).isEqualTo("secretsmanager");
    }
  }

  @Test
  void a_version_is_never_overwritten() {
    String version = UUID.randomUUID().toString();
    try (SecretsManagerClient manager = secrets(account.administrator())) {
      manager.createSecret(it -> it.name("db/app").secretString("one").clientRequestToken(version));
      PutSecretValueRequest.Builder put =
          PutSecretValueRequest.builder().secretId("db/app").clientRequestToken(version);
      assertThat(manager.putSecretValue(pending(put, "one")).versionStages())
          .as("the same again is ignored")
          .containsExactly("AWSCURRENT");
      assertThatThrownBy(() -> manager.putSecretValue(pending(put, "two")))
          .isInstanceOf(ResourceExistsException.class);
    }
  }

  @Test
  void a_user_has_two_keys_and_no_third() {
    account.user("deploy", LIST);
    try (IamClient iam = account.client(IamClient.builder())) {
      iam.createAccessKey(it -> it.userName("deploy"));
      assertThatThrownBy(() -> iam.createAccessKey(it -> it.userName("deploy")))
          .isInstanceOf(LimitExceededException.class);
    }
  }

  @Test
  void moto_agrees_about_the_third_key() {
    String user = "deploy-" + UUID.randomUUID();
    try (IamClient iam =
        AwsEndpoint.at(AwsEndpoint.moto(), IamClient.builder(), account.administrator()).build()) {
      iam.createUser(it -> it.userName(user));
      iam.createAccessKey(it -> it.userName(user));
      iam.createAccessKey(it -> it.userName(user));
      assertThatThrownBy(() -> iam.createAccessKey(it -> it.userName(user)))
          .isInstanceOf(LimitExceededException.class);
    }
  }

  private static AccessKeyLastUsed lastUse(IamClient iam, AwsCredentials key) {
    return iam.getAccessKeyLastUsed(it -> it.accessKeyId(key.accessKeyId())).accessKeyLastUsed();
  }

  private static PutSecretValueRequest pending(PutSecretValueRequest.Builder put, String value) {
    return put.secretString(value).versionStages("AWSPENDING").build();
  }

  private void set(AwsCredentials key, StatusType status) {
    try (IamClient iam = account.client(IamClient.builder())) {
      iam.updateAccessKey(
          it -> it.userName("deploy").accessKeyId(key.accessKeyId()).status(status));
    }
  }

  private AwsCredentials session(String role) {
    try (StsClient sts = account.client(StsClient.builder())) {
      Credentials made =
          sts.assumeRole(it -> it.roleArn(role).roleSessionName("run")).credentials();
      return AwsSessionCredentials.create(
          made.accessKeyId(), made.secretAccessKey(), made.sessionToken());
    }
  }

  private static SecretsManagerClient secrets(AwsCredentials credentials) {
    return AwsEndpoint.as(SecretsManagerClient.builder(), credentials).build();
  }

  private static int secretsSeenBy(AwsCredentials credentials) {
    try (SecretsManagerClient manager = secrets(credentials)) {
      return manager.listSecrets().secretList().size();
    }
  }

  private static AbstractStringAssert<?> refused(AwsCredentials credentials) {
    AwsServiceException refusal =
        catchThrowableOfType(AwsServiceException.class, () -> secretsSeenBy(credentials));
    assertThat(refusal).as("it was let in").isNotNull();
    return assertThat(refusal.awsErrorDetails().errorCode());
  }

  private static String trust(String account) {
    return """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
          "Action": "sts:AssumeRole", "Principal": {"AWS": "%s:root"}}]}
        """
        .formatted(account);
  }

  private static String cut(String before) {
    return """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*",
          "Condition": {"DateLessThan": {"aws:TokenIssueTime": "%s"}}}]}
        """
        .formatted(before);
  }
}
