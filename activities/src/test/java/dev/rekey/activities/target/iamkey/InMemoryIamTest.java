package dev.rekey.activities.target.iamkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.MintOrder;
import dev.rekey.activities.target.MintingTarget;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.activities.testing.Striking;
import dev.rekey.model.credential.IamAccessKey;
import dev.rekey.model.credential.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** The keys' contract over IAM in memory, and the answers that no emulator gives. */
class InMemoryIamTest extends KeyRetentionContract {
  private static final Striking.Fault NONE = fault(() -> {});

  private final KeysInMemory world = new KeysInMemory(IamAccessKey.KEEP);
  private final IamKeyTarget target = world.target(NONE, Duration.ZERO);

  @Override
  protected MintingTarget<IamAccessKey> target() {
    return target;
  }

  @Override
  protected IamAccessKey spec() {
    return world.spec();
  }

  @Override
  protected IamAccessKey unreachable() {
    IamAccessKey spec = world.spec();
    return new IamAccessKey(
        spec.secret(), spec.user(), spec.account(), List.of(InMemorySts.NOWHERE), spec.quiet());
  }

  @Override
  protected Login current() {
    return world.first();
  }

  @Override
  protected UserKeys keys() {
    return new UserKeys(world.iam(), world.iam(), world.spec().user());
  }

  @Override
  protected Login byHand() {
    return world.iam().make(world.spec().user());
  }

  @Override
  protected Login ofAnother() {
    return world.iam().make("somebody");
  }

  @Override
  protected void use(Login login) {
    world.iam().use(login.identity(), "s3");
  }

  @Override
  protected Instant now() {
    return world.iam().clock().instant();
  }

  @Override
  protected void longAfter() {
    world.iam().pass(Duration.ofHours(1));
  }

  @Override
  protected IamKeyTarget open() {
    return new IamKeyTarget(
        new IamDoor(world.iam()),
        (region, login) -> new StsDoors.Door("open", new InMemorySts(world.iam(), world.first())),
        InMemoryTrail.none(),
        world.iam().clock(),
        Duration.ZERO);
  }

  @Test
  void f9_a_revocation_that_bites_late_is_seen_as_accepted_until_it_does() {
    world.iam().pass(Duration.ofSeconds(8));
    world.iam().lagBy(Duration.ofSeconds(8));
    target.revoke(spec(), rotator(), current(), Instant.MAX, true);
    assertThat(verdict(current())).isEqualTo(Verdict.ACCEPTED);
    world.iam().pass(Duration.ofSeconds(8));
    assertThat(verdict(current())).isEqualTo(Verdict.REFUSED);
  }

  @Test
  void what_iam_shows_at_first_is_not_taken_for_the_end_of_it() {
    IamKeyTarget patient = world.target(NONE, KeysInMemory.SETTLING);
    installed();
    MintOrder order =
        new MintOrder(new VersionId("00000000-0000-0000-0000-000000000009"), current(), id -> true);
    assertThat(failure(() -> patient.mint(spec(), rotator(), order))).isEqualTo("REPLICA_BEHIND");
    world.iam().pass(KeysInMemory.SETTLING);
    assertThat(failure(() -> patient.mint(spec(), rotator(), order))).isEqualTo("QUOTA_REACHED");
  }

  @Test
  void f2_a_key_that_was_asked_for_a_moment_ago_and_is_not_listed_yet_is_waited_for() {
    IamKeyTarget patient = world.target(NONE, KeysInMemory.SETTLING);
    Login lost = patient.mint(spec(), rotator(), order());
    world.iam().lagBy(Duration.ofSeconds(5));
    assertThat(failure(() -> patient.removeOrphans(spec(), rotator(), order())))
        .isEqualTo("REPLICA_BEHIND");
    world.iam().pass(KeysInMemory.SETTLING);
    patient.removeOrphans(spec(), rotator(), order());
    assertThat(world.iam().accepts(lost)).isFalse();
  }

  @Test
  void a_use_that_is_older_than_the_quiet_time_holds_nobody_back() {
    use(current());
    world.iam().pass(spec().quiet());
    assertThat(target.sessions(spec(), rotator(), current(), Instant.MIN)).isEmpty();
  }

  @Test
  void sessions_from_before_the_end_of_a_response_are_denied_and_requests_of_keys_are_not() {
    target.endDerived(spec(), rotator(), current());
    assertThat(world.iam().policies().get("AWSRevokeOlderSessions"))
        .contains("\"Deny\"", "DateLessThan", "aws:TokenIssueTime", "2026-11-23T03:00:")
        .doesNotContain("IfExists");
  }

  @ParameterizedTest
  @CsvSource({
    "InvalidClientTokenId, 403, REFUSED",
    "SignatureDoesNotMatch, 403, REFUSED",
    "UnrecognizedClientException, 403, REFUSED",
    "AccessDenied, 403, ACCEPTED",
    "Throttling, 400, UNKNOWN",
    "InternalFailure, 500, UNKNOWN",
    "ServiceUnavailable, 503, UNKNOWN",
    "RequestExpired, 400, UNKNOWN",
    "ExpiredToken, 403, UNKNOWN",
    "MissingAuthenticationToken, 403, UNKNOWN",
    "Whatever, 400, UNKNOWN"
  })
  void what_sts_says_of_a_key(String code, int status, Verdict expected) {
    SdkException answer =
        (SdkException)
            StsException.builder()
                .awsErrorDetails(InMemoryIam.error(code))
                .statusCode(status)
                .build();
    KeyTrials trials =
        new KeyTrials(
            (region, login) ->
                login.equals(current())
                    ? new StsDoors.Door(
                        region,
                        Striking.around(
                            StsClient.class, new InMemorySts(world.iam(), login), fault(answer)))
                    : new StsDoors.Door(region, new InMemorySts(world.iam(), login)),
            world.iam().clock());
    assertThat(trials.of(spec(), current()).getFirst().verdict()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "Throttling, 400, THROTTLED",
    "AccessDenied, 403, PERMISSION_DENIED",
    "EntityTemporarilyUnmodifiable, 409, TARGET_UNAVAILABLE",
    "ConcurrentModification, 409, TARGET_UNAVAILABLE",
    "ServiceFailure, 500, TARGET_UNAVAILABLE",
    "ExpiredToken, 403, SESSION_EXPIRED",
    "RequestExpired, 400, CLOCK_SKEWED",
    "InvalidClientTokenId, 403, ROTATOR_REJECTED"
  })
  void what_iam_says_to_us_is_a_failure_with_a_class_and_the_name_of_the_action(
      String code, int status, String expected) {
    SdkException answer =
        (SdkException)
            IamException.builder()
                .awsErrorDetails(InMemoryIam.error(code))
                .statusCode(status)
                .build();
    IamKeyTarget struck = world.target(fault(answer), Duration.ZERO);
    assertThat(failure(() -> struck.revoke(spec(), rotator(), current(), Instant.MAX, true)))
        .isEqualTo(expected);
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> struck.revoke(spec(), rotator(), current(), Instant.MAX, true)))
        .hasMessageContaining("iam:UpdateAccessKey")
        .hasMessageNotContaining("in memory");
  }

  private static Striking.Fault fault(SdkException answer) {
    return fault(
        () -> {
          throw answer;
        });
  }

  private static Striking.Fault fault(Runnable what) {
    return new Striking.Fault() {
      @Override
      public void before(String call) {
        if (!call.endsWith("close")) {
          what.run();
        }
      }

      @Override
      public void after(String call) {}
    };
  }
}
