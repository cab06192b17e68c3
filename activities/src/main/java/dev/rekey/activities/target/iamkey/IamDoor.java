package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.aws.AwsClients;
import dev.rekey.activities.aws.AwsPlace;
import dev.rekey.activities.aws.EventHistory;
import dev.rekey.activities.aws.OnFirstUse;
import dev.rekey.activities.aws.principal.AccountLogs;
import dev.rekey.activities.aws.principal.PrincipalTrail;
import dev.rekey.activities.aws.principal.Responders;
import dev.rekey.activities.secret.Login;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.IamClientBuilder;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The clients for IAM, opened when a key is first asked about. */
final class IamDoor {
  private static final Supplier<SecretsManagerClient> OPENED =
      new OnFirstUse<>(() -> AwsClients.open(SecretsManagerClient.builder()));

  private final Supplier<IamClient> repeating;
  private final Supplier<IamClient> once;
  private final Function<Login, IamClient> signed;
  private final Function<String, Optional<IamClient>> elsewhere;
  private final Supplier<SecretsManagerClient> secrets;
  private final Function<String, Optional<EventHistory>> logs;

  /** Opens them by the SDK's settings. */
  IamDoor() {
    this.repeating = new OnFirstUse<>(() -> AwsClients.open(builder()));
    this.once = new OnFirstUse<>(() -> AwsClients.withoutRetries(builder()).build());
    this.signed =
        key -> AwsClients.withoutRetries(builder().credentialsProvider(signing(key))).build();
    Responders responders = Responders.of(System.getenv());
    this.elsewhere = responders::in;
    this.logs = responders::log;
    this.secrets = OPENED;
  }

  /** Takes a client for all that is not signed with a key to be tried. */
  IamDoor(IamClient iam) {
    this(iam, key -> iam);
  }

  /** Takes a client, and how to open one for a key. */
  IamDoor(IamClient iam, Function<Login, IamClient> signed) {
    this(iam, signed, account -> Optional.empty(), account -> Optional.empty());
  }

  /** Takes those of other accounts, too, and their logs. */
  IamDoor(
      IamClient iam,
      Function<Login, IamClient> signed,
      Function<String, Optional<IamClient>> elsewhere,
      Function<String, Optional<EventHistory>> logs) {
    this(iam, signed, elsewhere, logs, OPENED);
  }

  /** Takes Secrets Manager, too. */
  IamDoor(
      IamClient iam,
      Function<Login, IamClient> signed,
      Function<String, Optional<IamClient>> elsewhere,
      Function<String, Optional<EventHistory>> logs,
      Supplier<SecretsManagerClient> secrets) {
    this.secrets = secrets;
    this.elsewhere = elsewhere;
    this.logs = logs;
    this.repeating = () -> iam;
    this.once = () -> iam;
    this.signed = signed;
  }

  /** With our own permissions. */
  IamClient own() {
    return repeating.get();
  }

  /** With our permissions in another account, if we have any there. */
  Optional<IamClient> elsewhere(String account) {
    return elsewhere.apply(account);
  }

  /** The account's secrets, which are listed and never read. */
  SecretsManagerClient secrets() {
    return secrets.get();
  }

  /** What was done, by our own log and by those of other accounts, if we have permissions there. */
  PrincipalTrail trail(EventHistory own, InstantSource clock) {
    return new PrincipalTrail(new AccountLogs(own, logs), clock);
  }

  /** As somebody with this key meets it, without retries; to be closed. */
  IamClient as(Login key) {
    return signed.apply(key);
  }

  /** The host that a client of IAM calls, or plainly that it is not AWS. */
  static String place(IamClient client) {
    return AwsPlace.of(client, IamClient.serviceMetadata());
  }

  private static AwsCredentialsProvider signing(Login key) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(key.identity(), key.value().reveal()));
  }

  /** The keys of this user. */
  UserKeys keys(String user) {
    return new UserKeys(repeating.get(), once.get(), user);
  }

  /** What lets this user in besides, and what it is denied. */
  UserAccess access(String user) {
    return new UserAccess(repeating.get(), user);
  }

  /** IAM has one endpoint for all regions of a partition; the region names the partition. */
  private static IamClientBuilder builder() {
    return IamClient.builder().region(region());
  }

  private static Region region() {
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion();
    } catch (SdkClientException none) {
      return Region.AWS_GLOBAL;
    }
  }
}
