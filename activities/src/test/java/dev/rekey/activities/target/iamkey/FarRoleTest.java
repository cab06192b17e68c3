package dev.rekey.activities.target.iamkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.aws.principal.Denial;
import dev.rekey.activities.aws.principal.Responders;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.testing.AwsAccount;
import dev.rekey.activities.testing.AwsEndpoint;
import dev.rekey.model.incident.Living;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/** S03: a leaked key goes on in another account, where a role of ours may be assumed. */
@Tag("aws")
class FarRoleTest {
  private final LeakedUser user = new LeakedUser();
  private final AwsAccount far = AwsAccount.fresh();
  private final IamClient farAdmin = far.client(IamClient.builder());

  @Test
  void s03_its_session_is_seen_from_here_and_cut_there() {
    AwsEndpoint.mustRefuse();
    String role = role("far", AwsAccount.allow("*", "iam:ListUsers"));
    String ours =
        role("responder", AwsAccount.allow("*", "iam:GetRolePolicy", "iam:PutRolePolicy"));
    AwsCredentials session = user.assumed(role);
    assertThat(LeakedUser.refused(LeakedUser.iam(session))).isFalse();
    IamKeyTarget target = user.target(responders(ours));
    contain(target);
    assertThat(living(target)).extracting(Living::identity).containsExactly(role);
    contain(target);
    assertThat(living(target)).isEmpty();
    assertThat(LeakedUser.refused(LeakedUser.iam(session))).isTrue();
    assertThat(
            Denial.decoded(
                farAdmin
                    .getRolePolicy(it -> it.roleName("far").policyName(Denial.OLDER_SESSIONS))
                    .policyDocument()))
        .contains("aws:TokenIssueTime");
  }

  private Responders responders(String ours) {
    return new Responders(
        Map.of(far.id(), ours),
        () -> user.account().client(StsClient.builder()),
        (sts, credentials) -> AwsEndpoint.as(IamClient.builder(), credentials).build(),
        (region, credentials) ->
            AwsEndpoint.as(CloudTrailClient.builder(), credentials.resolveCredentials())
                .region(region)
                .build(),
        InstantSource.system());
  }

  private String role(String name, String policy) {
    String trust =
        """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
          "Principal": {"AWS": "arn:aws:iam::%s:root"}}]}\
        """
            .formatted(user.account().id());
    String arn =
        farAdmin.createRole(it -> it.roleName(name).assumeRolePolicyDocument(trust)).role().arn();
    farAdmin.putRolePolicy(it -> it.roleName(name).policyName("work").policyDocument(policy));
    return arn;
  }

  private void contain(IamKeyTarget target) {
    target.contain(user.spec(), Login.OWN, user.leaked(), Optional.empty());
  }

  private List<Living> living(IamKeyTarget target) {
    return target.living(user.spec(), Login.OWN, List.of(user.leaked()), Optional.empty());
  }
}
