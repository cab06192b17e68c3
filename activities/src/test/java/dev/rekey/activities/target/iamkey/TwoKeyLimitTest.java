package dev.rekey.activities.target.iamkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.AwsClients;
import dev.rekey.activities.rotation.Subject;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.MintOrder;
import dev.rekey.activities.testing.AwsEndpoint;
import dev.rekey.activities.testing.RotationDriver;
import dev.rekey.activities.testing.Striking;
import dev.rekey.activities.testing.TargetInMemory;
import dev.rekey.activities.testing.World;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.IamAccessKey;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * At an emulator that has IAM's limit of two keys, and that lets deactivated keys and wrong secrets
 * in: what it says of a revoked key must never count.
 */
@Tag("aws")
class TwoKeyLimitTest {
  private static final VersionId NEXT = new VersionId("00000000-0000-0000-0000-000000000002");

  private final URI address = address();
  private final IamAccessKey spec =
      new IamAccessKey(
          new SecretId("moto/key"),
          "u" + UUID.randomUUID(),
          "123456789012",
          List.of("eu-central-1"),
          Duration.ZERO);
  private final IamClient iam =
      AwsEndpoint.as(IamClient.builder(), "test", "test").endpointOverride(address).build();
  private final IamKeyTarget target =
      new IamKeyTarget(
          new IamDoor(iam),
          this::door,
          InMemoryTrail.none(),
          InstantSource.system(),
          Duration.ZERO);
  private final Login first;

  TwoKeyLimitTest() {
    iam.createUser(request -> request.userName(spec.user()));
    first = new UserKeys(iam, iam, spec.user()).create();
  }

  private static URI address() {
    String url = System.getenv("REKEY_MOTO_URL");
    Assumptions.assumeTrue(url != null, "needs REKEY_MOTO_URL");
    return URI.create(String.valueOf(url));
  }

  private StsDoors.Door door(String region, Login login) {
    StsClient sts =
        AwsEndpoint.as(
                AwsClients.withoutRetries(StsClient.builder()),
                login.identity(),
                login.value().reveal())
            .endpointOverride(address)
            .build();
    return new StsDoors.Door(StsDoors.name(sts, Region.of(region)), sts);
  }

  @Test
  void a_third_key_is_never_asked_for_and_would_be_a_quota_reached() {
    Login second = target.mint(spec, first, order(first));
    UserKeys keys = new UserKeys(iam, iam, spec.user());
    assertThat(catchThrowableOfType(StepFailedException.class, keys::create).code())
        .isEqualTo(FailureCode.QUOTA_REACHED);
    target.install(spec, first, second, first);
    target.revoke(spec, first, first, java.time.Instant.MAX, true);
    Login third = target.mint(spec, first, order(second));
    assertThat(keys.list())
        .extracting(Key::id)
        .containsExactlyInAnyOrder(second.identity(), third.identity());
  }

  private MintOrder order(Login current) {
    return new MintOrder(NEXT, current, id -> true);
  }

  /** The control with a wrong secret finds the endpoint out before a key is made current. */
  @Test
  void nothing_is_proven_where_wrong_secrets_and_deactivated_keys_get_in() {
    World<Moto> world = new World<>(new Moto());
    RotationDriver driver =
        new RotationDriver(
            world.steps(new Nothing()),
            spec,
            NEXT,
            RotationReason.COMPROMISED,
            world::consumerCatchesUp);
    assertThat(
            catchThrowableOfType(StepFailedException.class, () -> driver.call(RotationStep.REVOKE))
                .code())
        .isIn(FailureCode.STILL_ACCEPTED, FailureCode.TARGET_UNAVAILABLE);
    assertThat(new UserKeys(iam, iam, spec.user()).find(first.identity()).orElseThrow().active())
        .isFalse();
    assertThat(world.log().rotatedCount()).isZero();
  }

  private static final class Nothing implements Striking.Fault {
    @Override
    public void before(String call) {}

    @Override
    public void after(String call) {}
  }

  /** The credential at the emulator, for a world whose rest is in memory. */
  private final class Moto implements TargetInMemory {
    @Override
    public IamAccessKey spec() {
      return spec;
    }

    @Override
    public Login first() {
      return first;
    }

    @Override
    public Subject<?> struck(Striking.Fault fault, InstantSource clock) {
      return new Subject<>(target, spec, new Login("", SecretValue.of("")));
    }

    @Override
    public boolean accepts(Login login) {
      return false;
    }

    @Override
    public void lagBy(int questions) {}

    @Override
    public long live() {
      return 0;
    }
  }
}
