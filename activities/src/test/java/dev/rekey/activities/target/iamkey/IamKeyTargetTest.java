package dev.rekey.activities.target.iamkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.aws.AwsClients;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.MintingTarget;
import dev.rekey.activities.target.Trial;
import dev.rekey.activities.testing.AwsEndpoint;
import dev.rekey.model.credential.IamAccessKey;
import dev.rekey.model.credential.SecretId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKeyLastUsed;
import software.amazon.awssdk.services.iam.model.GetAccessKeyLastUsedRequest;
import software.amazon.awssdk.services.iam.model.GetAccessKeyLastUsedResponse;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * The keys' contract over the wire, at an emulator that checks signatures and policies. It does not
 * write down when a key was used last; what the tests use is told in its place.
 */
@Tag("aws")
class IamKeyTargetTest extends KeyRetentionContract {
  private static final String ACCOUNT = "000000000000";
  private static final String NOWHERE = "xx-nowhere-1";
  private static final URI NOBODY = URI.create("http://127.0.0.1:1");
  private static final String ALLOWED =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:ListUsers",\
      "Resource":"*"}]}\
      """;

  private final IamClient admin = AwsEndpoint.client(IamClient.builder());
  private final Map<String, Instant> uses = new HashMap<>();
  private final IamKeyTarget target =
      new IamKeyTarget(
          new IamDoor(tellingUses()),
          IamKeyTargetTest::door,
          InMemoryTrail.none(),
          clock(),
          Duration.ZERO);
  private final IamAccessKey spec = spec(List.of(AwsEndpoint.REGION.id(), "us-east-1"));
  private Duration offset = Duration.ZERO;
  private final Login current;

  IamKeyTargetTest() {
    admin.createUser(request -> request.userName(spec.user()));
    admin.putUserPolicy(
        request -> request.userName(spec.user()).policyName("work").policyDocument(ALLOWED));
    current = made(spec.user());
  }

  private static IamAccessKey spec(List<String> regions) {
    String user = "u" + UUID.randomUUID();
    return new IamAccessKey(
        new SecretId("aws/" + user), user, ACCOUNT, regions, Duration.ofMinutes(5));
  }

  private InstantSource clock() {
    return () -> Instant.now().plus(offset);
  }

  static StsDoors.Door door(String region, Login login) {
    StsClient sts =
        AwsEndpoint.as(
                AwsClients.withoutRetries(StsClient.builder()),
                login.identity(),
                login.value().reveal())
            .region(Region.of(region.equals(NOWHERE) ? "us-east-1" : region))
            .endpointOverride(region.equals(NOWHERE) ? NOBODY : AwsEndpoint.uri())
            .build();
    return new StsDoors.Door(StsDoors.name(sts, Region.of(region)), sts);
  }

  private IamClient tellingUses() {
    ExecutionInterceptor telling =
        new ExecutionInterceptor() {
          @Override
          public SdkResponse modifyResponse(
              Context.ModifyResponse answer, ExecutionAttributes attributes) {
            return answer.request() instanceof GetAccessKeyLastUsedRequest asked
                    && uses.containsKey(asked.accessKeyId())
                ? told(uses.get(asked.accessKeyId()))
                : answer.response();
          }
        };
    return AwsEndpoint.client(
        IamClient.builder().overrideConfiguration(it -> it.addExecutionInterceptor(telling)));
  }

  private static GetAccessKeyLastUsedResponse told(Instant at) {
    AccessKeyLastUsed use =
        AccessKeyLastUsed.builder().lastUsedDate(at).serviceName("s3").region("x").build();
    return GetAccessKeyLastUsedResponse.builder().accessKeyLastUsed(use).build();
  }

  private Login made(String user) {
    var key = admin.createAccessKey(request -> request.userName(user)).accessKey();
    return new Login(key.accessKeyId(), SecretValue.of(key.secretAccessKey()));
  }

  @Override
  protected MintingTarget<IamAccessKey> target() {
    return target;
  }

  @Override
  protected IamAccessKey spec() {
    return spec;
  }

  @Override
  protected IamAccessKey unreachable() {
    return spec(List.of(NOWHERE));
  }

  @Override
  protected Login current() {
    return current;
  }

  @Override
  protected UserKeys keys() {
    return new UserKeys(admin, admin, spec.user());
  }

  @Override
  protected Login byHand() {
    return made(spec.user());
  }

  @Override
  protected Login ofAnother() {
    String other = "o" + UUID.randomUUID();
    admin.createUser(request -> request.userName(other));
    return made(other);
  }

  @Override
  protected void use(Login login) {
    uses.put(login.identity(), clock().instant());
  }

  @Override
  protected Instant now() {
    return clock().instant();
  }

  @Override
  protected void longAfter() {
    offset = Duration.ofHours(1);
  }

  @Override
  protected IamKeyTarget open() {
    return new IamKeyTarget(
        new IamDoor(admin),
        (region, login) -> door(region, current),
        InMemoryTrail.none(),
        clock(),
        Duration.ZERO);
  }

  @Test
  void a_proof_against_an_emulator_says_that_it_is_not_aws() {
    assertThat(target.tryOut(spec, current))
        .extracting(Trial::endpoint)
        .allMatch(name -> name.startsWith("not AWS: http"));
    if (System.getenv("AWS_ENDPOINT_URL") != null) {
      try (StsDoors.Door door = StsDoors.really("eu-central-1", current)) {
        assertThat(door.name()).startsWith("not AWS: http");
      }
    }
  }

  @Test
  void a_session_that_outlives_its_key_may_do_nothing_after_a_response() {
    Credentials made = door("us-east-1", current).sts().getSessionToken().credentials();
    try (IamClient session =
        IamClient.builder()
            .endpointOverride(AwsEndpoint.uri())
            .region(AwsEndpoint.REGION)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsSessionCredentials.create(
                        made.accessKeyId(), made.secretAccessKey(), made.sessionToken())))
            .build()) {
      target.revoke(spec, rotator(), current, Instant.MAX, true);
      assertThat(session.listUsers().users()).as("outlives the key").isNotEmpty();
      offset = Duration.ofSeconds(2);
      target.endDerived(spec, rotator(), current);
      assertThatThrownBy(session::listUsers)
          .isInstanceOfSatisfying(
              IamException.class, e -> assertThat(e.statusCode()).isEqualTo(403));
    }
  }

  @Test
  void the_policy_for_older_sessions_denies_nothing_to_keys() {
    target.endDerived(spec, rotator(), current);
    try (IamClient key =
        AwsEndpoint.as(IamClient.builder(), current.identity(), current.value().reveal()).build()) {
      assertThat(key.listUsers().users()).isNotEmpty();
    }
  }
}
