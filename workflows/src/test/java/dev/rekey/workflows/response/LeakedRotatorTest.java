package dev.rekey.workflows.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.PasswordPolicy;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.incident.Affected;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseReply;
import dev.rekey.model.incident.ResponseRequest;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.workflows.world.Fleet;
import dev.rekey.workflows.world.Requests;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S20: a login by which Rekey itself rotates, and what it rotates, leaked together. */
class LeakedRotatorTest {
  private static final SecretId ROTATOR = new SecretId("orders/rotator");

  private static final PostgresStrategy PAIR = PostgresStrategy.AlternatingUsers.of("rotator");

  private final Fleet rotations = new Fleet();
  private final ScriptedResponse world = new ScriptedResponse();

  /** Nobody but the rotator looks at the other one, which is blind until it is replaced. */
  private final class Blind implements ResponseActivities {
    @Override
    public ResponseReply.Answered probe(ResponseRequest request) {
      return world.probe(request);
    }

    @Override
    public ResponseReply.Answered snapshot(ResponseRequest request) {
      return world.snapshot(request);
    }

    @Override
    public ResponseReply.Answered contain(ResponseRequest request) {
      return world.contain(request);
    }

    @Override
    public ResponseReply.Answered enumerate(ResponseRequest request) {
      return seen(world.enumerate(request));
    }

    @Override
    public ResponseReply.Answered prove(ResponseRequest request) {
      return seen(world.prove(request));
    }

    @Override
    public ResponseReply.Answered hunt(ResponseRequest request) {
      return seen(world.hunt(request));
    }

    @Override
    public ResponseReply.Answered reach(ResponseRequest request) {
      return seen(world.reach(request));
    }

    private ResponseReply.Answered seen(ResponseReply.Answered all) {
      return new ResponseReply.Answered(
          all.answers().stream()
              .map(
                  one ->
                      one.secret().equals(ROTATOR) || isReplaced()
                          ? one
                          : new CredentialAnswer.Failed(
                              one.secret(), FailureCode.ROTATOR_REJECTED, "it is refused"))
              .toList());
    }

    private boolean isReplaced() {
      return rotations.steps().stream()
          .anyMatch(
              one ->
                  one.step() == RotationStep.REVOKE && one.credential().secret().equals(ROTATOR));
    }
  }

  /** With nothing remembered it is as if the worker died after each of its tasks. */
  @ParameterizedTest
  @ValueSource(ints = {600, 0})
  void the_rotator_is_replaced_first_though_others_cannot_be_looked_at_and_then_all_of_them_are(
      int remembered) {
    ScriptedChannels channels = new ScriptedChannels();
    try (ResponseRig rig =
        new ResponseRig(remembered, rotations, new Blind(), world.ledger(), channels)) {
      ResponseWorkflow response =
          rig.start(
              ResponseMode.REVOKE_FIRST,
              new ReportSource.Detector("guardduty"),
              ResponseRig.atRisk("orders/db", Tier.CRITICAL),
              rotator());
      rig.passUntil(() -> isDone(response, "orders/db") && isDone(response, ROTATOR.value()));
      assertThat(created()).containsExactly(ROTATOR, new SecretId("orders/db"));
      assertThat(channels.told("RECOVERY_FAILED")).isEmpty();
      assertThat(channels.told("CONTAINED")).isNotEmpty();
    }
  }

  @Test
  void one_that_is_replaced_in_one_turn_with_others_comes_first() {
    try (ResponseRig rig =
        new ResponseRig(600, rotations, world, world.ledger(), new ScriptedChannels())) {
      ResponseWorkflow response =
          rig.start(
              ResponseMode.REVOKE_FIRST,
              new ReportSource.Detector("guardduty"),
              ResponseRig.atRisk("orders/db", Tier.CRITICAL),
              rotator());
      rig.passUntil(() -> isDone(response, "orders/db") && isDone(response, ROTATOR.value()));
      assertThat(created()).containsExactly(ROTATOR, new SecretId("orders/db"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {600, 0})
  void where_those_that_it_rotates_are_several_calls_it_is_refused_by_a_later_one_of_its_own(
      int remembered) {
    try (ResponseRig rig =
        new ResponseRig(remembered, rotations, world, world.ledger(), new ScriptedChannels())) {
      AtRisk[] leaked =
          Stream.concat(
                  Stream.of(rotator()),
                  IntStream.range(0, 1_000).mapToObj(one -> ResponseRig.atRisk("orders/db-" + one)))
              .toArray(AtRisk[]::new);
      rig.awaitStep(
          rig.start(ResponseMode.REVOKE_FIRST, new ReportSource.Person("ann"), leaked),
          ResponseStep.CONTAIN);
      assertThat(world.asked())
          .filteredOn(one -> one.call() == ResponseCall.CONTAIN)
          .hasSize(2)
          .last()
          .extracting(one -> one.credentials().stream().map(Affected::credential).toList())
          .isEqualTo(List.of(rotator().credential()));
      assertThat(rig.history().split("\"name\": *\"Contain\"", -1)[1])
          .as("what happened between the two calls")
          .contains("EVENT_TYPE_ACTIVITY_TASK_COMPLETED", "EVENT_TYPE_WORKFLOW_TASK_COMPLETED");
    }
  }

  /** An administrator's login rotates it. */
  private static AtRisk rotator() {
    PostgresUser served =
        (PostgresUser) Requests.request(PAIR, RotationReason.COMPROMISED).credential();
    RotationRequest request =
        new RotationRequest(
            new PostgresUser(
                ROTATOR,
                served.endpoints(),
                /* rotator= */ new SecretId("ops/admin"),
                PAIR,
                PasswordPolicy.DEFAULT),
            RotationReason.COMPROMISED,
            "grace",
            Duration.ZERO,
            Duration.ofDays(7),
            Duration.ofMinutes(10));
    return new AtRisk(new DueCredential(request, Tier.HIGH, "erin", Instant.EPOCH), 0);
  }

  private List<SecretId> created() {
    return rotations.steps().stream()
        .filter(one -> one.step() == RotationStep.CREATE)
        .map(one -> one.credential().secret())
        .distinct()
        .toList();
  }

  private static boolean isDone(ResponseWorkflow response, String secret) {
    return response.view().timeline().stream()
        .filter(one -> one.step().filter(ResponseStep.RECOVER::equals).isPresent())
        .anyMatch(one -> one.secrets().contains(new SecretId(secret)));
  }
}
