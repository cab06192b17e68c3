package dev.rekey.activities.target.iamkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.MintOrder;
import dev.rekey.activities.target.Trial;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.activities.testing.AwsAccount;
import dev.rekey.activities.testing.AwsEndpoint;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.Living;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.StatusType;

/** S01, S02 over the wire, at an emulator that refuses inactive keys and enforces policies. */
@Tag("aws")
class ContainedUserTest {
  private LeakedUser user;
  private IamKeyTarget target;

  @BeforeEach
  void a_user_whose_key_leaked() {
    AwsEndpoint.mustRefuse();
    user = new LeakedUser();
    target = user.target();
  }

  @Test
  void s01_whatever_was_made_with_the_key_ends_with_it() {
    Login second = user.secondKey();
    AwsCredentials session = user.session();
    user.admin().createLoginProfile(it -> it.userName(LeakedUser.NAME).password("aB3$efgh-ijkl"));
    contain(Optional.empty());
    assertThat(LeakedUser.refused(LeakedUser.iam(user.leaked()))).isTrue();
    assertThat(LeakedUser.refused(LeakedUser.iam(second))).isTrue();
    assertThat(LeakedUser.refused(LeakedUser.iam(session))).isTrue();
    assertThat(living(Optional.empty())).isEmpty();
    assertThat(trials(Optional.empty())).extracting(Trial::verdict).containsOnly(Verdict.REFUSED);
  }

  @Test
  void what_the_user_was_is_written_down_before_anything_is_changed() {
    user.admin().createGroup(it -> it.groupName("deployers"));
    user.admin().addUserToGroup(it -> it.groupName("deployers").userName(LeakedUser.NAME));
    assertThat(target.before(user.spec(), Login.OWN))
        .hasSize(9)
        .noneMatch(part -> part.contains("not known"))
        .contains("groups: deployers", "password of the console: none")
        .anyMatch(part -> part.startsWith("keys: " + user.leaked().identity() + " active, made "));
  }

  @Test
  void s02_a_key_that_an_opponent_activates_again_is_seen_and_refused_again() {
    contain(Optional.empty());
    user.admin()
        .updateAccessKey(
            it ->
                it.userName(LeakedUser.NAME)
                    .accessKeyId(user.leaked().identity())
                    .status(StatusType.ACTIVE));
    user.admin().deleteUserPolicy(it -> it.userName(LeakedUser.NAME).policyName("RekeyContained"));
    assertThat(LeakedUser.refused(LeakedUser.iam(user.leaked()))).isFalse();
    assertThat(living(Optional.empty()))
        .extracting(Living::what)
        .contains("active key", "login accepted", "sessions that are not denied any more");
    contain(Optional.empty());
    assertThat(living(Optional.empty())).isEmpty();
    assertThat(LeakedUser.refused(LeakedUser.iam(user.leaked()))).isTrue();
  }

  @Test
  void s03_once_a_new_key_is_there_it_may_act_and_sessions_of_the_old_one_may_not() {
    AwsCredentials session = user.session();
    contain(Optional.empty());
    Login next = target.mint(user.spec(), Login.OWN, order());
    target.install(user.spec(), Login.OWN, next, user.leaked());
    assertThat(LeakedUser.refused(LeakedUser.iam(next))).isFalse();
    assertThat(LeakedUser.refused(LeakedUser.iam(session))).isTrue();
    assertThat(living(Optional.of(next))).isEmpty();
    assertThat(trials(Optional.of(next))).extracting(Trial::verdict).containsOnly(Verdict.REFUSED);
  }

  @Test
  void s02_what_was_made_with_the_key_is_found_in_the_log() {
    Instant since = Instant.now().minusSeconds(60);
    try (IamClient thief = LeakedUser.iam(user.leaked())) {
      thief.createUser(it -> it.userName("notyet-1"));
      thief.createAccessKey(it -> it.userName("notyet-1"));
    }
    assertThat(target.hunt(user.spec(), Login.OWN, since))
        .extracting(Finding::what, Finding::identity)
        .contains(
            Tuple.tuple("user made with it", "notyet-1"),
            Tuple.tuple("access key made with it for a user", "notyet-1"));
  }

  @Test
  void s02_an_mfa_device_that_was_set_up_since_it_leaked_is_found() {
    Instant since = Instant.now().minusSeconds(60);
    String device =
        user.admin()
            .createVirtualMFADevice(it -> it.virtualMFADeviceName("theirs"))
            .virtualMFADevice()
            .serialNumber();
    user.admin()
        .enableMFADevice(
            it ->
                it.userName(LeakedUser.NAME)
                    .serialNumber(device)
                    .authenticationCode1("123456")
                    .authenticationCode2("234567"));
    assertThat(target.hunt(user.spec(), Login.OWN, since))
        .extracting(Finding::identity)
        .contains(device);
  }

  @Test
  void s02_whom_the_opponent_made_with_the_key_is_denied_everything_too() {
    String trust =
        """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
          "Principal": {"AWS": "arn:aws:iam::%s:root"}}]}\
        """
            .formatted(user.account().id());
    try (IamClient thief = LeakedUser.iam(user.leaked())) {
      thief.createUser(it -> it.userName("notyet-1"));
      thief.createRole(it -> it.roleName("door").assumeRolePolicyDocument(trust));
    }
    contain(Optional.empty());
    assertThat(living(Optional.empty()))
        .extracting(Living::what)
        .containsExactlyInAnyOrder(
            "user made with it, not denied anything", "role made with it, not denied anything");
    contain(Optional.empty());
    assertThat(living(Optional.empty())).isEmpty();
  }

  @Test
  void s03_a_session_of_a_role_that_was_assumed_with_the_key_is_seen_and_cut_at_the_role() {
    AwsCredentials session = assumed();
    contain(Optional.empty());
    assertThat(LeakedUser.refused(LeakedUser.iam(session))).as("outlives the key").isFalse();
    assertThat(living(Optional.empty()))
        .extracting(Living::what)
        .containsExactly("sessions of a role that was assumed with it");
    contain(Optional.empty());
    assertThat(LeakedUser.refused(LeakedUser.iam(session))).isTrue();
    assertThat(living(Optional.empty())).isEmpty();
  }

  private AwsCredentials assumed() {
    String everybody = "arn:aws:iam::" + user.account().id() + ":root";
    String trust =
        """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
          "Principal": {"AWS": "%s"}}]}\
        """
            .formatted(everybody);
    String arn =
        user.admin()
            .createRole(it -> it.roleName("admin").assumeRolePolicyDocument(trust))
            .role()
            .arn();
    user.admin()
        .putRolePolicy(
            it ->
                it.roleName("admin")
                    .policyName("work")
                    .policyDocument(AwsAccount.allow("*", "iam:ListUsers")));
    return user.assumed(arn);
  }

  @Test
  void what_is_forbidden_is_named_and_saves_nothing_else_from_being_refused() {
    String keysAlone =
        AwsAccount.allow("*", "iam:ListAccessKeys", "iam:UpdateAccessKey", "iam:GetUserPolicy");
    IamClient poor = LeakedUser.iam(user.account().user("rekey", keysAlone));
    StepFailedException failed =
        catchThrowableOfType(
            StepFailedException.class,
            () ->
                user.target(poor).contain(user.spec(), Login.OWN, user.leaked(), Optional.empty()));
    assertThat(failed.code()).isEqualTo(FailureCode.PERMISSION_DENIED);
    assertThat(failed.reason())
        .contains("iam:PutUserPolicy", "iam:DeleteLoginProfile", "made inactive");
    assertThat(LeakedUser.refused(LeakedUser.iam(user.leaked()))).isTrue();
  }

  @Test
  void what_was_proven_says_that_it_was_not_against_aws() {
    assertThat(trials(Optional.empty()))
        .extracting(Trial::endpoint)
        .allMatch(it -> it.startsWith("not AWS (http"));
    assertThat(target.place(user.spec())).startsWith("not AWS (http");
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
