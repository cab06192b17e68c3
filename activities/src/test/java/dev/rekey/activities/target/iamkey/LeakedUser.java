package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.aws.AwsClients;
import dev.rekey.activities.aws.EventHistory;
import dev.rekey.activities.aws.principal.Responders;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.testing.AwsAccount;
import dev.rekey.activities.testing.AwsEndpoint;
import dev.rekey.model.credential.IamAccessKey;
import dev.rekey.model.credential.SecretId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** An IAM user in an emulator's account of its own, whose key somebody else has too. */
final class LeakedUser {
  static final String NAME = "deploy";
  static final String ALL = AwsAccount.allow("*", "*");

  private final AwsAccount account = AwsAccount.fresh();
  private final IamClient admin = account.client(IamClient.builder());
  private final EventHistory history =
      new EventHistory(region -> account.client(CloudTrailClient.builder().region(region)));
  private final Login leaked;
  private final IamAccessKey spec;

  LeakedUser() {
    leaked = login(account.user(NAME, ALL));
    spec =
        new IamAccessKey(
            new SecretId("deploy/key"),
            NAME,
            account.id(),
            List.of(AwsEndpoint.REGION.id(), "us-east-1"),
            Duration.ofMinutes(5));
  }

  AwsAccount account() {
    return account;
  }

  IamAccessKey spec() {
    return spec;
  }

  Login leaked() {
    return leaked;
  }

  /** Somebody with every permission. */
  IamClient admin() {
    return admin;
  }

  /** The target, with an administrator's permissions and no time for changes to settle. */
  IamKeyTarget target() {
    return target(admin);
  }

  /** The target with these permissions. */
  IamKeyTarget target(IamClient iam) {
    return target(new IamDoor(iam, LeakedUser::iam));
  }

  /** The target with an administrator's permissions, and roles of ours in other accounts. */
  IamKeyTarget target(Responders elsewhere) {
    return target(new IamDoor(admin, LeakedUser::iam, elsewhere::in, elsewhere::log));
  }

  private IamKeyTarget target(IamDoor door) {
    return new IamKeyTarget(door, LeakedUser::sts, history, InstantSource.system(), Duration.ZERO);
  }

  /** IAM, as somebody with this key meets it. */
  static IamClient iam(Login key) {
    return AwsEndpoint.as(
            AwsClients.withoutRetries(IamClient.builder()), key.identity(), key.value().reveal())
        .build();
  }

  /** IAM, as somebody with this session meets it. */
  static IamClient iam(AwsCredentials session) {
    return AwsEndpoint.as(AwsClients.withoutRetries(IamClient.builder()), session).build();
  }

  private static StsDoors.Door sts(String region, Login key) {
    StsClient sts =
        AwsEndpoint.as(
                AwsClients.withoutRetries(StsClient.builder()),
                key.identity(),
                key.value().reveal())
            .region(Region.of(region))
            .build();
    return new StsDoors.Door(StsDoors.name(sts, Region.of(region)), sts);
  }

  /** A session that the thief begins with the key. */
  AwsCredentials session() {
    try (StsClient sts =
        AwsEndpoint.as(StsClient.builder(), leaked.identity(), leaked.value().reveal()).build()) {
      return session(sts.getSessionToken().credentials());
    }
  }

  /** A token that the thief hands on, with all that the key may do. */
  AwsCredentials federated() {
    try (StsClient sts =
        AwsEndpoint.as(StsClient.builder(), leaked.identity(), leaked.value().reveal()).build()) {
      return session(sts.getFederationToken(it -> it.name("friend").policy(ALL)).credentials());
    }
  }

  /** A session of a role that the thief begins with the key. */
  AwsCredentials assumed(String role) {
    try (StsClient sts =
        AwsEndpoint.as(StsClient.builder(), leaked.identity(), leaked.value().reveal()).build()) {
      return session(sts.assumeRole(it -> it.roleArn(role).roleSessionName("thief")).credentials());
    }
  }

  /** Whether somebody may not even list users. */
  static boolean refused(IamClient somebody) {
    try (somebody) {
      somebody.listUsers();
      return false;
    } catch (IamException e) {
      return e.statusCode() == 403;
    }
  }

  static AwsCredentials session(Credentials made) {
    return AwsSessionCredentials.create(
        made.accessKeyId(), made.secretAccessKey(), made.sessionToken());
  }

  static Login login(AwsCredentials key) {
    AwsBasicCredentials basic = (AwsBasicCredentials) key;
    return new Login(basic.accessKeyId(), SecretValue.of(basic.secretAccessKey()));
  }

  /** Another key of the user. */
  Login secondKey() {
    var made = admin.createAccessKey(it -> it.userName(NAME)).accessKey();
    return new Login(made.accessKeyId(), SecretValue.of(made.secretAccessKey()));
  }
}
