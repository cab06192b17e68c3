package dev.rekey.activities.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.activities.store.RotationTokens;
import dev.rekey.activities.testing.AwsRotation;
import dev.rekey.activities.testing.Credentials;
import dev.rekey.activities.testing.InMemoryTarget;
import dev.rekey.activities.testing.Striking;
import dev.rekey.activities.testing.World;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.RotationToken;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rekey's function as AWS Secrets Manager drives it, with the bytes that AWS sends. */
class NativeStepsTest {
  private static final VersionId NEXT = new VersionId("00000000-0000-0000-0000-000000000002");
  private static final VersionId OTHER = new VersionId("00000000-0000-0000-0000-000000000003");

  private final World<InMemoryTarget> world = World.of(Credentials.alternating());
  private final AwsRotation aws = new AwsRotation(world);

  static Stream<PostgresUser> credentials() {
    return Stream.of(Credentials.alternating(), Credentials.single());
  }

  @ParameterizedTest
  @MethodSource("credentials")
  void what_aws_began_is_verified_and_revoked_under_the_same_version(PostgresUser spec)
      throws Exception {
    World<InMemoryTarget> driven = World.of(spec);
    AwsRotation rotation = new AwsRotation(driven);
    rotation.announce(NEXT);
    for (String step : AwsRotation.STEPS) {
      rotation.call(step, NEXT);
      rotation.call(step, NEXT);
    }
    assertThat(driven.current()).isEqualTo(NEXT);
    assertThat(driven.accepts(NEXT)).isTrue();
    assertThat(driven.accepts(World.FIRST)).isEqualTo(spec.overlaps());
    driven.consumerCatchesUp();
    for (RotationStep step : List.of(RotationStep.CREATE, RotationStep.DEPLOY)) {
      assertThat(rotation.worker(step, NEXT)).isInstanceOf(StepResult.Done.class);
    }
    for (RotationStep step : List.of(RotationStep.VERIFY, RotationStep.REVOKE)) {
      assertThat(rotation.worker(step, NEXT)).isInstanceOf(StepResult.Done.class);
    }
    assertThat(driven.accepts(NEXT)).isTrue();
    assertThat(driven.accepts(World.FIRST)).isFalse();
    assertThat(driven.log().rotatedCount()).isEqualTo(1);
  }

  @Test
  void the_token_of_aws_rotation_goes_with_the_new_value_and_with_nothing_after_it()
      throws Exception {
    List<Optional<RotationToken>> seen = new ArrayList<>();
    AwsRotation watched = new AwsRotation(world, new TokenWatch(seen));
    watched.announce(NEXT);
    watched.call("createSecret", NEXT);
    assertThat(seen).containsExactly(Optional.of(new RotationToken("t")));
    assertThat(RotationTokens.now()).isEmpty();
    assertThat(seen.toString()).doesNotContain("value=");
  }

  private record TokenWatch(List<Optional<RotationToken>> seen) implements Striking.Fault {
    @Override
    public void before(String call) {
      if (call.endsWith("stage")) {
        seen.add(RotationTokens.now());
      }
    }

    @Override
    public void after(String call) {}
  }

  @Test
  void the_version_that_aws_labelled_before_it_called_is_no_left_over() throws Exception {
    aws.announce(NEXT);
    aws.call("createSecret", NEXT);
    assertThat(world.label(VersionStage.AWSPENDING)).contains(NEXT);
    assertThat(aws.said()).contains("new login accepted").doesNotContain("left-over");
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders/db", "orders/db-Ab12Cd"})
  void a_credential_is_found_by_its_secrets_name_even_if_that_ends_as_an_arn_does(String name)
      throws Exception {
    aws.named(name).enrolledAs(Set.of(new SecretId(name))).announce(NEXT);
    aws.call("createSecret", NEXT);
    assertThat(world.accepts(NEXT)).isTrue();
  }

  @Test
  void a_credential_is_found_by_its_secrets_arn() throws Exception {
    aws.named("orders/db").enrolledAs(Set.of(new SecretId(aws.arn()))).announce(NEXT);
    aws.call("createSecret", NEXT);
    assertThat(world.accepts(NEXT)).isTrue();
  }

  @Test
  void the_neighbour_whose_name_is_an_arns_without_its_end_is_left_alone() {
    aws.named("orders/db-Ab12Cd").enrolledAs(Set.of(new SecretId("orders/db"))).announce(NEXT);
    assertRefused("createSecret", NEXT, "orders/db-Ab12Cd is not enrolled with Rekey");
  }

  @Test
  void a_secret_whose_rotation_is_off_is_refused() {
    aws.off().announce(NEXT);
    assertRefused("createSecret", NEXT, "is not switched on in AWS Secrets Manager");
  }

  @ParameterizedTest
  @ValueSource(strings = {"createSecret", "setSecret", "testSecret", "finishSecret"})
  void a_version_that_aws_did_not_make_pending_is_refused(String step) {
    aws.announce(OTHER);
    assertRefused(step, NEXT, "Version " + NEXT + " of orders/db is not pending");
  }

  @ParameterizedTest
  @ValueSource(strings = {"createSecret", "setSecret", "testSecret", "finishSecret"})
  void a_version_that_is_current_already_is_done_and_nothing_is_touched(String step)
      throws Exception {
    aws.call(step, World.FIRST);
    assertThat(aws.said()).isEqualTo("{\"result\":\"done\",\"facts\":[]}");
    assertThat(world.log().find(World.FIRST)).isEmpty();
  }

  @Test
  void a_test_without_a_create_tries_out_and_makes_nothing() throws Exception {
    aws.announce(NEXT);
    aws.call("testSecret", NEXT);
    assertThat(world.log().find(NEXT)).isEmpty();
    assertThat(world.store().versions(world.spec().secret())).containsExactly(World.FIRST);
  }

  @Test
  void finishing_what_was_never_created_is_refused() {
    aws.announce(NEXT);
    assertRefused("finishSecret", NEXT, "has not begun with its create step");
  }

  @Test
  void while_rekey_rotates_the_credential_itself_aws_is_refused_and_told_by_which_version()
      throws Exception {
    aws.worker(RotationStep.CREATE, OTHER);
    aws.announce(NEXT);
    assertRefused("createSecret", NEXT, "Rekey is rotating orders/db to version " + OTHER);
    assertThat(world.accepts(OTHER)).isTrue();
  }

  @Test
  void a_rotation_that_was_given_up_is_not_taken_for_done() throws Exception {
    aws.announce(NEXT);
    aws.call("createSecret", NEXT);
    aws.worker(RotationStep.WITHDRAW, NEXT);
    aws.announce(NEXT);
    assertRefused("setSecret", NEXT, "was given up");
  }

  @Test
  void an_event_of_neither_form_is_quoted_to_nobody() {
    for (String event :
        List.of(
            "{\"SecretId\":\"x y\",\"Step\":\"createSecret\"}",
            "{\"SecretId\":\"orders/db\",\"Step\":\"planted\"}",
            "{\"SecretId\":\"orders/db\"}")) {
      assertThatThrownBy(() -> aws.send(event))
          .isInstanceOf(StepFailedException.class)
          .hasMessage("The request is no step of a rotation")
          .hasNoCause();
    }
  }

  @Test
  void half_a_request_is_a_bad_request_and_breaks_no_step() throws Exception {
    for (String event : List.of("{}", "null", "{\"step\":\"REVOKE\",\"requestedBy\":\"ann\"}")) {
      aws.send(event);
      assertThat(aws.said())
          .contains("\"BAD_REQUEST\"", "\"The request is no step of a rotation\"");
    }
  }

  @Test
  void where_values_are_kept_elsewhere_aws_is_told_so() {
    RotationStepHandler handler =
        new RotationStepHandler(
            world.steps(Striking.Fault.NONE),
            new ResponseSteps(world.ports(Striking.Fault.NONE)),
            new RenewalSteps(world.ports(Striking.Fault.NONE)),
            Optional.empty());
    assertThatThrownBy(() -> AwsRotation.send(handler, aws.event("createSecret", NEXT)))
        .hasMessageContaining("not kept in AWS Secrets Manager");
  }

  @Test
  void to_the_worker_a_refusal_stays_an_answer() throws Exception {
    StepRequest request =
        new StepRequest(
            RotationStep.DEPLOY,
            world.spec(),
            NEXT,
            RotationReason.REQUESTED,
            "ann",
            Optional.empty());
    aws.send(Wire.mapper().writeValueAsString(request));
    assertThat(aws.said()).startsWith("{\"result\":\"failed\",\"code\":\"BAD_REQUEST\"");
  }

  private void assertRefused(String step, VersionId version, String sentence) {
    assertThatThrownBy(() -> aws.call(step, version))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining(sentence)
        .hasNoCause();
    assertThat(world.accepts(World.FIRST)).isTrue();
    assertThat(world.current()).isEqualTo(World.FIRST);
  }
}
