package dev.rekey.activities.target.iamkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.Deed;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.MintOrder;
import dev.rekey.activities.target.Trial;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.activities.testing.AwsAccount;
import dev.rekey.activities.testing.AwsEndpoint;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.incident.Living;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.iam.IamClient;

/** Whatever lets a thief in besides the leaked key, and whoever the user is by then. */
@Tag("aws")
class OtherWaysInTest {
  private LeakedUser user;
  private IamKeyTarget target;

  @BeforeEach
  void a_user_whose_key_leaked() {
    AwsEndpoint.mustRefuse();
    user = new LeakedUser();
    target = user.target();
  }

  @Test
  void a_token_for_somebody_else_ends_with_the_user_and_with_the_age_of_its_key() {
    AwsCredentials federated = user.federated();
    assertThat(LeakedUser.refused(LeakedUser.iam(federated))).isFalse();
    contain(Optional.empty());
    assertThat(LeakedUser.refused(LeakedUser.iam(federated))).isTrue();
    Login next = target.mint(user.spec(), Login.OWN, order());
    target.install(user.spec(), Login.OWN, next, user.leaked());
    assertThat(LeakedUser.refused(LeakedUser.iam(next))).isFalse();
    assertThat(LeakedUser.refused(LeakedUser.iam(federated))).as("made before").isTrue();
  }

  @Test
  void whatever_else_the_thief_gave_the_user_is_made_inactive() {
    try (IamClient thief = LeakedUser.iam(user.leaked())) {
      thief.uploadSSHPublicKey(it -> it.userName(LeakedUser.NAME).sshPublicKeyBody("ssh-rsa AA"));
      thief.uploadSigningCertificate(
          it -> it.userName(LeakedUser.NAME).certificateBody("-----BEGIN CERTIFICATE-----"));
      thief.createServiceSpecificCredential(
          it -> it.userName(LeakedUser.NAME).serviceName("bedrock.amazonaws.com"));
    }
    assertThat(living(Optional.empty()))
        .extracting(Living::what)
        .contains(
            "active SSH key",
            "active signing certificate",
            "active credential for bedrock.amazonaws.com");
    contain(Optional.empty());
    assertThat(living(Optional.empty())).isEmpty();
    assertThat(target.before(user.spec(), Login.OWN))
        .anyMatch(
            it ->
                it.matches(
                    "other credentials: SSH key APKA\\w+ inactive, .* bedrock.* inactive, "
                        + "signing certificate CERT\\w+ inactive"));
  }

  @Test
  void a_group_that_may_do_everything_brings_nothing_back() {
    AwsCredentials session = user.session();
    contain(Optional.empty());
    user.admin().createGroup(it -> it.groupName("admins"));
    user.admin()
        .putGroupPolicy(
            it ->
                it.groupName("admins")
                    .policyName("all")
                    .policyDocument(AwsAccount.allow("*", "*")));
    user.admin().addUserToGroup(it -> it.groupName("admins").userName(LeakedUser.NAME));
    assertThat(LeakedUser.refused(LeakedUser.iam(session))).isTrue();
    assertThat(trials(Optional.empty())).extracting(Trial::verdict).containsOnly(Verdict.REFUSED);
  }

  @Test
  void a_user_who_was_deleted_is_contained_and_one_who_was_made_again_under_its_name_is_too() {
    deleted();
    assertThat(target.contain(user.spec(), Login.OWN, user.leaked(), Optional.empty()))
        .extracting(Deed::what)
        .containsExactly(
            "the user deploy is gone, and with it whatever was its: keys and sessions");
    assertThat(living(Optional.empty())).isEmpty();
    assertThat(trials(Optional.empty())).extracting(Trial::verdict).containsOnly(Verdict.REFUSED);
    Login another = LeakedUser.login(user.account().user(LeakedUser.NAME, LeakedUser.ALL));
    assertThat(living(Optional.empty())).extracting(Living::what).contains("active key");
    contain(Optional.empty());
    assertThat(LeakedUser.refused(LeakedUser.iam(another))).isTrue();
    assertThat(living(Optional.empty())).isEmpty();
  }

  private void deleted() {
    String name = LeakedUser.NAME;
    String key = user.leaked().identity();
    user.admin().deleteAccessKey(it -> it.userName(name).accessKeyId(key));
    user.admin()
        .listUserPolicies(it -> it.userName(name))
        .policyNames()
        .forEach(
            policy -> user.admin().deleteUserPolicy(it -> it.userName(name).policyName(policy)));
    user.admin().deleteUser(it -> it.userName(name));
  }

  private void contain(Optional<Login> kept) {
    target.contain(user.spec(), Login.OWN, user.leaked(), kept);
  }

  private List<Living> living(Optional<Login> kept) {
    return target.living(user.spec(), Login.OWN, List.of(user.leaked()), kept);
  }

  private List<Trial> trials(Optional<Login> kept) {
    return target.tryToAct(user.spec(), Login.OWN, List.of(user.leaked()), kept);
  }

  private MintOrder order() {
    return new MintOrder(
        new VersionId(UUID.randomUUID().toString()),
        user.leaked(),
        id -> id.equals(user.leaked().identity()),
        true);
  }
}
