package dev.rekey.activities.store.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.StepFailedException;
import dev.rekey.model.credential.SecretId;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ReplicationStatusType;

class SecretCheckTest {
  private static final SecretId SECRET = new SecretId("orders/db");
  private static final ReplicationStatusType US =
      ReplicationStatusType.builder().region("us-east-1").build();

  @Test
  void a_secret_under_a_key_of_its_owners_may_be_taken_under_care() {
    assertThat(checked(false, secret -> {})).isEmpty();
  }

  @Test
  void the_default_key_is_refused_unless_it_is_allowed() {
    refused("customer-managed", secret -> secret.kmsKeyId(null));
    assertThat(checked(true, secret -> secret.kmsKeyId(null))).isEmpty();
  }

  @Test
  void a_secret_of_another_service_is_refused() {
    refused("rds", secret -> secret.owningService("rds"));
  }

  @Test
  void a_secret_that_is_to_be_deleted_is_refused() {
    refused("scheduled for deletion", secret -> secret.deletedDate(Instant.EPOCH));
  }

  @Test
  void a_replica_is_refused_and_its_primary_is_not() {
    refused("replica", secret -> secret.primaryRegion("us-east-1"));
    assertThat(checked(false, secret -> secret.primaryRegion("eu-central-1"))).isEmpty();
  }

  @Test
  void a_second_writer_and_replicas_are_told_of() {
    assertThat(checked(false, secret -> secret.rotationEnabled(true)))
        .singleElement()
        .asString()
        .contains("second writer");
    assertThat(checked(false, secret -> secret.replicationStatus(US)))
        .singleElement()
        .asString()
        .contains("us-east-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rekey-postgres-user", "rekey-iam-access-key:live"})
  void aws_driving_a_function_of_rekeys_is_no_second_writer(String name) {
    assertThat(checked(false, secret -> rotatedBy(secret, name))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders-rotation", "rekey-postgres-user-of-ours", "not-rekey-kms-key"})
  void aws_driving_another_function_is(String name) {
    assertThat(checked(false, secret -> rotatedBy(secret, name))).hasSize(1);
  }

  private static void rotatedBy(DescribeSecretResponse.Builder secret, String name) {
    secret
        .rotationEnabled(true)
        .rotationLambdaARN("arn:aws:lambda:eu-central-1:000000000000:function:" + name);
  }

  private static List<String> checked(
      boolean defaultKey, Consumer<DescribeSecretResponse.Builder> as) {
    DescribeSecretResponse.Builder secret =
        DescribeSecretResponse.builder()
            .arn("arn:aws:secretsmanager:eu-central-1:000000000000:secret:orders/db-AbCdEf")
            .kmsKeyId("arn:aws:kms:eu-central-1:000000000000:key/1");
    as.accept(secret);
    return new SecretCheck(defaultKey).of(SECRET, secret.build());
  }

  private static void refused(String why, Consumer<DescribeSecretResponse.Builder> as) {
    assertThatThrownBy(() -> checked(false, as))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining(why);
  }
}
