package dev.rekey.workflows.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.trigger.Clue;
import dev.rekey.workflows.world.Fleet;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S07: one identity read a hundred and forty secrets. */
class BulkReadTest {
  private static final int AT_ONCE = 16;
  private static final List<AtRisk> READ =
      IntStream.range(0, 140)
          .mapToObj(
              number ->
                  ResponseRig.atRisk("read/" + number, List.of(Tier.values()).get(number % 4)))
          .toList();

  private final ScriptedResponse world = new ScriptedResponse();
  private final Fleet rotations = new Fleet();

  /** With nothing remembered it is as if the worker died after each of its tasks. */
  @ParameterizedTest
  @ValueSource(ints = {600, 0})
  void each_is_replaced_once_the_critical_ones_first_and_none_is_lost(int remembered) {
    world.reaches(READ);
    try (ResponseRig rig = rig(remembered)) {
      ResponseWorkflow response = reader(rig);
      rig.passUntil(() -> recovered(response) == READ.size() + 1);
      List<SecretId> order =
          rotations.steps().stream()
              .filter(one -> one.step() == RotationStep.CREATE)
              .map(one -> one.credential().secret())
              .distinct()
              .filter(secret -> secret.value().startsWith("read/"))
              .toList();
      assertThat(order).hasSize(READ.size());
      assertThat(rig.mostBegunAtOnce()).isLessThanOrEqualTo(AT_ONCE + 1); // and the reader itself
      assertThat(order.subList(0, 2 * AT_ONCE)).allMatch(one -> tier(one) == Tier.CRITICAL);
      assertThat(response.view().credentials().keySet())
          .containsAll(READ.stream().map(AtRisk::secret).toList());
      assertThat(versionsOf("read/0")).isEqualTo(1);
    }
  }

  @Test
  void one_that_is_used_after_all_is_treated_as_leaked() {
    world.reaches(READ.subList(0, 3));
    try (ResponseRig rig = rig(600)) {
      ResponseWorkflow response = reader(rig);
      rig.passUntil(() -> recovered(response) == 4);
      response.decide(
          new Decision(
              "ann",
              new Act.Concerns(new SecretId("read/0"), "its first use was seen"),
              Optional.of(Instant.EPOCH)));
      rig.passUntil(() -> versionsOf("read/0") == 2);
      assertThat(versionsOf("read/1")).isEqualTo(1);
    }
  }

  /** S03: what was only read lives until it is replaced; an opponent acts as the role already. */
  @Test
  void a_role_that_was_assumed_dies_before_it_is_replaced() {
    world.reaches(new Clue.Principal("111111111111", "role/deploy"), READ.getFirst());
    try (ResponseRig rig = rig(600)) {
      ResponseWorkflow response = reader(rig);
      rig.passUntil(() -> recovered(response) == 2);
      assertThat(containedFirst(response, READ.getFirst().secret())).isTrue();
    }
  }

  private static boolean containedFirst(ResponseWorkflow response, SecretId secret) {
    return response.view().timeline().stream()
        .filter(one -> one.secrets().contains(secret))
        .flatMap(one -> one.step().stream())
        .filter(step -> step == ResponseStep.CONTAIN || step == ResponseStep.RECOVER)
        .findFirst()
        .filter(ResponseStep.CONTAIN::equals)
        .isPresent();
  }

  private ResponseRig rig(int remembered) {
    return new ResponseRig(remembered, rotations, world, world.ledger(), world.notices());
  }

  private static ResponseWorkflow reader(ResponseRig rig) {
    return rig.start(
        ResponseMode.REVOKE_FIRST,
        new ReportSource.Detector("guardduty"),
        ResponseRig.atRisk("backup/reader"));
  }

  private static long recovered(ResponseWorkflow response) {
    return response.view().timeline().stream()
        .filter(one -> one.step().filter(ResponseStep.RECOVER::equals).isPresent())
        .flatMap(one -> one.secrets().stream())
        .distinct()
        .count();
  }

  private static Tier tier(SecretId secret) {
    return READ.stream()
        .filter(one -> one.secret().equals(secret))
        .map(one -> one.recovery().tier())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private long versionsOf(String secret) {
    return rotations.steps().stream()
        .filter(one -> one.step() == RotationStep.CREATE)
        .filter(one -> one.credential().secret().value().equals(secret))
        .map(StepRequest::version)
        .distinct()
        .count();
  }
}
