package dev.rekey.activities.store.secretsmanager;

import dev.rekey.activities.aws.AwsClients;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.model.FailureCode;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Whom the store speaks to.
 *
 * @param reading repeats what got no answer
 * @param writing does not: whoever repeats the step claims a write again
 * @param trail who read
 * @param caller the ARN of who we are
 * @param place account and region, which share one budget of writes
 */
record SecretsManagerClients(
    SecretsManagerClient reading,
    SecretsManagerClient writing,
    CloudTrailClient trail,
    String caller,
    String place) {
  /** With the platform's credentials and region. */
  static SecretsManagerClients ofPlatform() {
    return AwsFailures.classified(
        FailureCode.STORE_UNAVAILABLE,
        "AWS, who this is (are region and credentials set?)",
        () -> {
          SecretsManagerClient reading = AwsClients.open(SecretsManagerClient.builder());
          try (StsClient sts = AwsClients.open(StsClient.builder())) {
            var identity = sts.getCallerIdentity();
            return new SecretsManagerClients(
                reading,
                AwsClients.withoutRetries(SecretsManagerClient.builder()).build(),
                AwsClients.open(CloudTrailClient.builder()),
                identity.arn(),
                identity.account() + "/" + reading.serviceClientConfiguration().region().id());
          }
        });
  }
}
