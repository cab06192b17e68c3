package dev.rekey.activities.aws.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.testing.AwsAccount;
import dev.rekey.activities.testing.AwsEndpoint;
import dev.rekey.model.incident.OuterControlRequest.Control;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Over the wire, at an emulator that enforces service control policies as AWS does. */
@Tag("aws")
class EmulatedOrganizationTest extends OuterControlsContract {
  private final AwsAccount owner = AwsAccount.fresh();
  private OrganizationsClient organization;
  private AwsAccount member;

  @BeforeEach
  void an_organization_with_a_member() {
    AwsEndpoint.mustRefuse();
    organization = owner.client(OrganizationsClient.builder());
    member =
        new AwsAccount(
            organization
                .createAccount(it -> it.email("member@example.com").accountName("member"))
                .createAccountStatus()
                .accountId());
  }

  @Override
  OrganizationsClient organization() {
    return organization;
  }

  @Override
  String member() {
    return member.id();
  }

  @Override
  String management() {
    return owner.id();
  }

  @Test
  void s02_what_is_denied_from_outside_no_administrator_of_the_account_can_undo() {
    AwsCredentials leaked = member.user("deploy", AwsAccount.allow("*", "*"));
    AwsCredentials session = session(leaked);
    OuterControls controls = new OuterControls(() -> organization, InstantSource.system());
    controls.answer(request(Control.SET, ONE, everything("deploy")));
    assertThat(refused(leaked)).isTrue();
    assertThat(refused(session)).isTrue();
    assertThat(refused(member.user("other", AwsAccount.allow("*", "*")))).isFalse();
    controls.answer(request(Control.SET, ONE, older("deploy")));
    assertThat(refused(leaked)).as("a key has no time of issue").isFalse();
    assertThat(refused(session)).isTrue();
    controls.answer(request(Control.LIFT, ONE, older("deploy")));
    assertThat(refused(session)).isFalse();
  }

  private static AwsCredentials session(AwsCredentials key) {
    try (StsClient sts = AwsEndpoint.as(StsClient.builder(), key).build()) {
      Credentials made = sts.getSessionToken().credentials();
      return AwsSessionCredentials.create(
          made.accessKeyId(), made.secretAccessKey(), made.sessionToken());
    }
  }

  private static boolean refused(AwsCredentials somebody) {
    try (IamClient iam = AwsEndpoint.as(IamClient.builder(), somebody).build()) {
      iam.listUsers();
      return false;
    } catch (IamException e) {
      assertThat(e.statusCode()).isEqualTo(403);
      return true;
    }
  }
}
