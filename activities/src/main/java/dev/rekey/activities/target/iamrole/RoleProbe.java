package dev.rekey.activities.target.iamrole;

import dev.rekey.activities.aws.AwsClients;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.activities.target.iamrole.RoleAccount.Answer;
import dev.rekey.model.credential.IamRole;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Assumes roles to see whether that works. The sessions are as short as STS allows and may do
 * nothing at all.
 */
final class RoleProbe {
  /** The shortest that AssumeRole allows. */
  private static final int SECONDS = 900;

  private static final String NOTHING =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]}\
      """;

  private final Supplier<StsClient> sts;

  RoleProbe(Supplier<StsClient> sts) {
    this.sts = sts;
  }

  /** What STS says; denied only if it says so, and only of the role itself. */
  Answer assume(IamRole spec, String externalId) {
    try {
      if (spec.prober().isEmpty()) {
        return assume(sts.get(), spec, externalId);
      }
      AwsCredentialsProvider prober = become(spec.prober().get(), spec);
      try (StsClient chained = as(prober)) {
        return assume(chained, spec, externalId);
      }
    } catch (SdkException e) { // no answer, or the prober itself is not to be had
      return Answer.UNCLEAR;
    }
  }

  private static Answer assume(StsClient client, IamRole spec, String externalId) {
    try {
      client.assumeRole(
          it ->
              it.roleArn(spec.role())
                  .roleSessionName(RoleUsers.PROBE)
                  .externalId(externalId)
                  .durationSeconds(SECONDS)
                  .policy(NOTHING));
      return Answer.ASSUMED;
    } catch (SdkException e) {
      return AwsFailures.errorCode(e).equals("AccessDenied") ? Answer.DENIED : Answer.UNCLEAR;
    }
  }

  private AwsCredentialsProvider become(String prober, IamRole spec) {
    Credentials made =
        sts.get()
            .assumeRole(
                it ->
                    it.roleArn(prober)
                        .roleSessionName(RoleUsers.PROBE)
                        .durationSeconds(SECONDS)
                        .policy(assumeOnly(spec.role())))
            .credentials();
    return StaticCredentialsProvider.create(
        AwsSessionCredentials.create(
            made.accessKeyId(), made.secretAccessKey(), made.sessionToken()));
  }

  private static String assumeOnly(String role) {
    return """
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", \
    "Resource": "%s"}]}\
    """
        .formatted(role);
  }

  /** At the place of our own client. */
  private StsClient as(AwsCredentialsProvider credentials) {
    var builder = AwsClients.withoutRetries(StsClient.builder()).credentialsProvider(credentials);
    var ours = sts.get().serviceClientConfiguration();
    ours.endpointOverride().ifPresent(builder::endpointOverride);
    return builder.region(ours.region()).build();
  }
}
