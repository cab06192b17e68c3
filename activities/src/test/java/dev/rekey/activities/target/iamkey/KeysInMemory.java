package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.aws.EventHistory;
import dev.rekey.activities.rotation.Subject;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.testing.Striking;
import dev.rekey.activities.testing.TargetInMemory;
import dev.rekey.model.credential.IamAccessKey;
import dev.rekey.model.credential.SecretId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** An IAM user with one key, in memory, for worlds. */
final class KeysInMemory implements TargetInMemory {
  /** How long IAM in memory may be said to need. */
  static final Duration SETTLING = Duration.ofSeconds(10);

  private final Map<String, IamClient> elsewhere = new HashMap<>();
  private final List<String> secrets = new ArrayList<>();
  private final Map<String, InMemoryTrail> logs = new HashMap<>();
  private final InMemoryIam iam = new InMemoryIam();
  private final InMemoryTrail trail = new InMemoryTrail();
  private final IamAccessKey spec;
  private final Login first;
  private @Nullable IamKeyTarget living;

  /** A user whose retired keys go as soon as the next one needs the place. */
  KeysInMemory() {
    this(Duration.ZERO);
  }

  /** A user whose retired keys are kept. */
  KeysInMemory(Duration keep) {
    spec =
        new IamAccessKey(
            new SecretId("deploy/key"),
            "deploy",
            InMemorySts.ACCOUNT,
            List.of("eu-central-1", IamAccessKey.GLOBAL),
            Duration.ofMinutes(2),
            Optional.of(keep));
    first = iam.make(spec.user());
  }

  InMemoryTrail trail() {
    return trail;
  }

  InMemoryIam iam() {
    return iam;
  }

  @Override
  public IamAccessKey spec() {
    return spec;
  }

  @Override
  public Login first() {
    return first;
  }

  /** The fault strikes at each call of AWS, not at those of the target. */
  @Override
  public Subject<?> struck(Striking.Fault fault, InstantSource clock) {
    IamKeyTarget struck = fault == Striking.NONE ? unstruck() : target(fault, SETTLING);
    return new Subject<>(struck, spec, Login.OWN);
  }

  /** The names of the account's secrets. */
  List<String> secrets() {
    return secrets;
  }

  /** IAM of other accounts, where a role of ours may be assumed. */
  Map<String, IamClient> elsewhere() {
    return elsewhere;
  }

  /** Logs of other accounts, where a role of ours is. */
  Map<String, InMemoryTrail> logs() {
    return logs;
  }

  /** A process that never dies remembers how long it has waited for IAM. */
  private IamKeyTarget unstruck() {
    if (living == null) {
      living = target(Striking.NONE, SETTLING);
    }
    return living;
  }

  /** The target with the fault around every call of AWS. */
  IamKeyTarget target(Striking.Fault fault, Duration settling) {
    return new IamKeyTarget(
        new IamDoor(
            Striking.around(IamClient.class, iam, fault),
            key -> Striking.around(IamClient.class, new InMemorySignedIam(iam, key), fault),
            account -> Optional.ofNullable(elsewhere.get(account)),
            account -> Optional.ofNullable(logs.get(account)).map(log -> history(log, fault)),
            () -> Striking.around(SecretsManagerClient.class, new ListedSecrets(secrets), fault)),
        (region, login) -> door(region, login, fault),
        history(trail, fault),
        iam.clock(),
        settling);
  }

  private static EventHistory history(InMemoryTrail log, Striking.Fault fault) {
    return new EventHistory(region -> Striking.around(CloudTrailClient.class, log, fault));
  }

  private StsDoors.Door door(String region, Login login, Striking.Fault fault) {
    StsClient sts = region.equals(InMemorySts.NOWHERE) ? new Nobody() : new InMemorySts(iam, login);
    return new StsDoors.Door("memory as " + region, Striking.around(StsClient.class, sts, fault));
  }

  /** What nobody answers. */
  private static final class Nobody implements StsClient {
    @Override
    public String serviceName() {
      return StsClient.SERVICE_NAME;
    }

    @Override
    public void close() {}

    @Override
    public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
      throw SdkClientException.create("no line");
    }
  }

  @Override
  public boolean accepts(Login login) {
    return iam.accepts(login);
  }

  /** In seconds. */
  @Override
  public void lagBy(int questions) {
    iam.lagBy(Duration.ofSeconds(2L * questions));
  }

  @Override
  public long live() {
    return iam.truth().keys().values().stream().filter(IamHistory.Made::active).count();
  }
}
