package dev.rekey.activities.testing;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;

/**
 * An account of the emulator's, which sees nothing of the others. Its id is also the access key id
 * of its administrator, as LocalStack has it; that administrator's signature is not looked at, that
 * of its users is.
 *
 * @param id twelve digits
 */
public record AwsAccount(String id) {
  /** One that nobody has used: a test class takes its own, since an emulator may outlive it. */
  public static AwsAccount fresh() {
    return new AwsAccount(
        Long.toString(ThreadLocalRandom.current().nextLong(100_000_000_000L, 1_000_000_000_000L)));
  }

  /** A client as the account's administrator; settings of the builder's own are kept. */
  public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return AwsEndpoint.as(builder, administrator()).build();
  }

  /** What the administrator signs with. */
  public AwsCredentials administrator() {
    return AwsBasicCredentials.create(id, "test");
  }

  /** Makes a user with this inline policy, and the first access key of it. */
  public AwsCredentials user(String name, String policy) {
    try (IamClient iam = client(IamClient.builder())) {
      iam.createUser(user -> user.userName(name));
      iam.putUserPolicy(put -> put.userName(name).policyName("inline").policyDocument(policy));
      AccessKey key = iam.createAccessKey(create -> create.userName(name)).accessKey();
      return AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
    }
  }

  /** A policy that allows these actions, such as {@code iam:ListAccessKeys}, on a resource. */
  public static String allow(String resource, String... actions) {
    String quoted =
        Arrays.stream(actions).map(action -> '"' + action + '"').collect(Collectors.joining(", "));
    return """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": [%s], "Resource": "%s"}]}
        """
        .formatted(quoted, resource);
  }
}
