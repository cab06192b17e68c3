package dev.rekey.activities.target.iamrole;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.Deed;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.ChoosingTarget;
import dev.rekey.activities.target.ChoosingTargetContract;
import dev.rekey.activities.target.NativeId;
import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.activities.target.Trial;
import dev.rekey.activities.testing.AwsAccount;
import dev.rekey.activities.testing.AwsEndpoint;
import dev.rekey.model.credential.IamRole;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.Living;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.sts.StsClient;

/** The contract over IAM and STS as an emulator has them; its log of calls is a list in memory. */
@Tag("aws")
class AwsRoleTest extends ChoosingTargetContract<IamRole> {
  private static final String PERMISSIONS =
      "/dev/rekey/activities/target/iamrole/iam-role-permissions.json";

  private AwsAccount owner;
  private IamRole spec;
  private IamClient iam;
  private LoggedRoleAccount account;
  private IamRoleTarget target;

  private record Session(SecretsManagerClient client) implements AutoCloseable {
    @Override
    public void close() {
      client.close();
    }
  }

  @BeforeEach
  void a_role_that_looks_at_external_ids() {
    AwsEndpoint.mustRefuse();
    owner = AwsAccount.fresh();
    spec = Roles.of(owner.id());
    iam = owner.client(IamClient.builder());
    String everybody = "arn:aws:iam::" + owner.id() + ":root";
    iam.createRole(
        it ->
            it.roleName(spec.name())
                .assumeRolePolicyDocument(Roles.accepting(everybody, Roles.FIRST)));
    iam.putRolePolicy(
        it ->
            it.roleName(spec.name())
                .policyName("work")
                .policyDocument(AwsAccount.allow("*", "secretsmanager:ListSecrets")));
    account = LoggedRoleAccount.at(iam, owner.client(StsClient.builder()));
    target = new IamRoleTarget(account, InstantSource.system());
  }

  @Override
  protected ChoosingTarget<IamRole> target() {
    return target;
  }

  @Override
  protected IamRole spec() {
    return spec;
  }

  @Override
  protected IamRole unreachable() {
    return Roles.of(AwsAccount.fresh().id());
  }

  @Override
  protected Login rotator() {
    return Login.OWN;
  }

  @Override
  protected Login current() {
    return Roles.login(spec, Roles.FIRST);
  }

  @Override
  protected List<String> state() {
    return List.of(
        account.role(spec).trustPolicy(),
        account.inlinePolicy(spec, SessionCut.NAME).orElse("no cut"));
  }

  @Test
  void what_the_role_was_is_written_down_in_names_alone_before_anything_is_changed() {
    assertThat(target.before(spec, Login.OWN))
        .containsExactly(
            "attached policies: none", "inline policies: work", "permissions boundary: none");
  }

  @Override
  protected AutoCloseable session(Login login) {
    return new Session(AwsEndpoint.as(SecretsManagerClient.builder(), assumed(login)).build());
  }

  private AwsSessionCredentials assumed(Login login) {
    try (StsClient sts = owner.client(StsClient.builder())) {
      var made =
          sts.assumeRole(
                  it ->
                      it.roleArn(spec.role())
                          .roleSessionName(InMemoryRoleAccount.WORK)
                          .externalId(login.value().reveal()))
              .credentials();
      account.noted(login.value().reveal(), Instant.now());
      return AwsSessionCredentials.create(
          made.accessKeyId(), made.secretAccessKey(), made.sessionToken());
    }
  }

  @Override
  protected boolean alive(AutoCloseable session) {
    try {
      ((Session) session).client().listSecrets();
      return true;
    } catch (SecretsManagerException e) {
      assertThat(e.statusCode()).isBetween(400, 403);
      return false;
    }
  }

  @Test
  void what_was_proven_says_that_it_was_not_against_aws() {
    assertThat(target.tryOut(spec, current()))
        .singleElement()
        .extracting(Trial::endpoint)
        .asString()
        .startsWith("not AWS (http");
  }

  @Test
  void s04_a_role_that_somebody_deleted_and_made_anew_is_closed_as_the_first_was() {
    List<NativeId> enrolled = target.natives(spec, Login.OWN);
    delete();
    assertThat(target.contain(spec, Login.OWN, current(), Optional.empty()))
        .extracting(Deed::what)
        .contains("the role " + spec.name() + " is gone, and with it whatever it let in or do");
    assertThat(living()).isEmpty();
    assertThat(target.tryOut(spec, current()).getFirst().verdict())
        .isEqualTo(Trial.Verdict.REFUSED);
    iam.createRole(
        it ->
            it.roleName(spec.name())
                .assumeRolePolicyDocument(
                    Roles.accepting("arn:aws:iam::" + owner.id() + ":root", Roles.FIRST)));
    assertThat(living()).isNotEmpty();
    assertThat(
            target.hunt(new Suspect<>(spec, Optional.empty(), enrolled), Login.OWN, Instant.now()))
        .extracting(Finding::what)
        .anyMatch(what -> what.startsWith("role made anew (AROA"));
    target.contain(spec, Login.OWN, current(), Optional.empty());
    assertThat(living()).isEmpty();
  }

  private void delete() {
    iam.deleteRolePolicy(it -> it.roleName(spec.name()).policyName("work"));
    iam.deleteRole(it -> it.roleName(spec.name()));
  }

  private List<Living> living() {
    return target.living(spec, Login.OWN, List.of(current()), Optional.empty());
  }

  @Test
  void a_prober_tries_in_place_of_our_own_identity() {
    String prober = "arn:aws:iam::" + owner.id() + ":role/prober";
    iam.createRole(
        it ->
            it.roleName("prober")
                .assumeRolePolicyDocument(
                    """
                    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                      "Action": "sts:AssumeRole", "Principal": {"AWS": "arn:aws:iam::%s:root"}}]}
                    """
                        .formatted(owner.id())));
    iam.putRolePolicy(
        it ->
            it.roleName("prober")
                .policyName("assume")
                .policyDocument(AwsAccount.allow(spec.role(), "sts:AssumeRole")));
    iam.updateAssumeRolePolicy(
        it -> it.roleName(spec.name()).policyDocument(Roles.accepting(prober, Roles.FIRST)));
    IamRole chained =
        new IamRole(
            spec.secret(), spec.role(), Optional.of(prober), spec.quiet(), spec.regions(), false);
    assertThat(target.tryOut(chained, current()).getFirst().verdict())
        .isEqualTo(Trial.Verdict.ACCEPTED);
    assertThat(target.tryOut(chained, Roles.login(spec, "wrong-one")).getFirst().verdict())
        .isEqualTo(Trial.Verdict.REFUSED);
  }

  @Test
  void the_documented_permissions_are_enough() throws IOException {
    String policy;
    try (InputStream in = IamRoleTarget.class.getResourceAsStream(PERMISSIONS)) {
      policy = new String(in.readAllBytes(), UTF_8).replace("ROLE_ARN", spec.role());
    }
    AwsCredentials rekey = owner.user("rekey", policy);
    IamClient mayLittle = AwsEndpoint.as(IamClient.builder(), rekey).build();
    StsClient asks = AwsEndpoint.as(StsClient.builder(), rekey).build();
    IamRoleTarget limited =
        new IamRoleTarget(LoggedRoleAccount.at(mayLittle, asks), InstantSource.system());
    limited.validate(spec, Login.OWN, current());
    Login next = limited.next(spec, current());
    limited.install(spec, Login.OWN, next, current());
    limited.revoke(spec, Login.OWN, current(), Instant.MAX, true);
    assertThat(limited.tryOut(spec, next).getFirst().verdict()).isEqualTo(Trial.Verdict.ACCEPTED);
    assertThat(limited.tryOut(spec, current()).getFirst().verdict())
        .isEqualTo(Trial.Verdict.REFUSED);
  }
}
