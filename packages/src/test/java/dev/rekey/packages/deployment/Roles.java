package dev.rekey.packages.deployment;

import dev.rekey.activities.testing.AwsEndpoint;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Roles for programs that are no functions, as a container's role is. */
final class Roles implements AutoCloseable {
  private static final String TRUST =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
          + "\"sts:AssumeRole\",\"Principal\":{\"AWS\":\"*\"}}]}";

  private final IamClient iam =
      AwsEndpoint.client(IamClient.builder().httpClient(UrlConnectionHttpClient.create()));
  private final StsClient sts =
      AwsEndpoint.client(StsClient.builder().httpClient(UrlConnectionHttpClient.create()));

  /** The variables of a session of a new role that has these managed policies, and nothing else. */
  Map<String, String> session(String role, String... policies) {
    String arn =
        iam.createRole(request -> request.roleName(role).assumeRolePolicyDocument(TRUST))
            .role()
            .arn();
    for (String policy : policies) {
      iam.attachRolePolicy(request -> request.roleName(role).policyArn(policy));
    }
    Credentials session =
        sts.assumeRole(request -> request.roleArn(arn).roleSessionName("test")).credentials();
    return Map.of(
        "AWS_ACCESS_KEY_ID", session.accessKeyId(),
        "AWS_SECRET_ACCESS_KEY", session.secretAccessKey(),
        "AWS_SESSION_TOKEN", session.sessionToken());
  }

  @Override
  public void close() {
    sts.close();
    iam.close();
  }
}
