package dev.rekey.activities.aws.principal;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.AwsClients;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.activities.aws.EventHistory;
import dev.rekey.activities.aws.OnFirstUse;
import dev.rekey.model.FailureCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Other accounts, in each of which a role of ours may be assumed: an opponent goes from one account
 * to the next, and sessions are cut where their role is.
 */
public final class Responders {
  /** The ARNs of the roles, one for each account, with commas between. */
  public static final String ROLES = "REKEY_RESPONDER_ROLES";

  private static final int SECONDS = 900;
  private static final int ACCOUNT = 4;

  /** Well before what is assumed runs out. */
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final Map<String, String> roles;
  private final Supplier<StsClient> sts;
  private final BiFunction<StsClient, AwsCredentials, IamClient> open;
  private final BiFunction<Region, AwsCredentialsProvider, CloudTrailClient> trail;
  private final InstantSource clock;
  private final Map<String, Opened> opened = new ConcurrentHashMap<>();
  private final Map<String, EventHistory> logs = new ConcurrentHashMap<>();

  private record Opened(AwsCredentials credentials, IamClient client, Instant until) {}

  /**
   * Takes everything that can be other than in production.
   *
   * @param roles by account
   * @param open IAM with these credentials, where the given client is
   * @param trail CloudTrail of a region, with credentials that are renewed
   */
  public Responders(
      Map<String, String> roles,
      Supplier<StsClient> sts,
      BiFunction<StsClient, AwsCredentials, IamClient> open,
      BiFunction<Region, AwsCredentialsProvider, CloudTrailClient> trail,
      InstantSource clock) {
    this.roles = Map.copyOf(roles);
    this.sts = sts;
    this.open = open;
    this.trail = trail;
    this.clock = clock;
  }

  /** By the environment. */
  public static Responders of(Map<String, String> environment) {
    Map<String, String> roles =
        Stream.of(environment.getOrDefault(ROLES, "").split(",", -1))
            .map(String::strip)
            .filter(role -> role.split(":", -1).length > ACCOUNT)
            .collect(
                Collectors.toMap(
                    role -> role.split(":", -1)[ACCOUNT], role -> role, (one, other) -> one));
    return new Responders(
        roles,
        new OnFirstUse<>(() -> AwsClients.open(StsClient.builder())),
        Responders::beside,
        (region, credentials) ->
            AwsClients.open(
                CloudTrailClient.builder().region(region).credentialsProvider(credentials)),
        InstantSource.system());
  }

  /** At the place of our own client. */
  private static IamClient beside(StsClient sts, AwsCredentials credentials) {
    return AwsClients.open(
        IamClient.builder()
            .region(sts.serviceClientConfiguration().region())
            .credentialsProvider(StaticCredentialsProvider.create(credentials)));
  }

  /**
   * IAM of that account; nothing if no role of ours is there.
   *
   * @throws StepFailedException if it cannot be assumed
   */
  public Optional<IamClient> in(String account) {
    return Optional.ofNullable(roles.get(account)).map(role -> opened(account, role).client());
  }

  /**
   * CloudTrail's event history of that account; nothing if no role of ours is there.
   *
   * @throws StepFailedException if it cannot be assumed
   */
  public Optional<EventHistory> log(String account) {
    return Optional.ofNullable(roles.get(account))
        .map(
            role -> {
              opened(account, role); // fails here, in our words
              return logs.computeIfAbsent(account, it -> history(it, role));
            });
  }

  private EventHistory history(String account, String role) {
    return new EventHistory(
        region -> trail.apply(region, () -> opened(account, role).credentials()));
  }

  private Opened opened(String account, String role) {
    Instant now = clock.instant();
    return opened.compute(
        account,
        (it, known) ->
            known != null && now.isBefore(known.until()) ? known : assumed(role, now.plus(KEPT)));
  }

  private Opened assumed(String role, Instant until) {
    Credentials made =
        AwsFailures.classified(
            FailureCode.TARGET_UNAVAILABLE,
            "sts:AssumeRole of " + role,
            () ->
                sts.get()
                    .assumeRole(
                        it ->
                            it.roleArn(role)
                                .roleSessionName("rekey-response")
                                .durationSeconds(SECONDS))
                    .credentials());
    AwsCredentials credentials =
        AwsSessionCredentials.create(
            made.accessKeyId(), made.secretAccessKey(), made.sessionToken());
    return new Opened(credentials, open.apply(sts.get(), credentials), until);
  }
}
