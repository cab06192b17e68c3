package dev.rekey.workflows.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseReply;
import dev.rekey.model.incident.ResponseRequest;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.workflows.world.World;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call that is never answered holds up nothing but itself. */
class NothingWaitsTest {
  private static final Set<SecretId> OTHERS =
      Set.of(new SecretId("orders/one"), new SecretId("orders/two"), new SecretId("orders/three"));

  private final ScriptedResponse world = new ScriptedResponse();
  private final CountDownLatch end = new CountDownLatch(1);

  @Test
  void containment_is_ordered_by_the_first_task_of_the_workflow_and_waits_for_no_other_call() {
    try (ResponseRig rig =
        new ResponseRig(10, new World(), world, world.ledger(), world.notices())) {
      rig.awaitStep(start(rig, atRisk("orders/one", "one")), ResponseStep.CONTAIN);
      String untilOrdered = rig.history().split("\"name\": *\"Contain\"", -1)[0];
      assertThat(untilOrdered.split("EVENT_TYPE_WORKFLOW_TASK_COMPLETED", -1)).hasSize(2);
    }
  }

  @Test
  void a_thousand_are_contained_in_one_call_and_looked_at_in_several() {
    try (ResponseRig rig =
        new ResponseRig(10, new World(), world, world.ledger(), world.notices())) {
      AtRisk[] leaked =
          IntStream.range(0, 1_001)
              .mapToObj(number -> ResponseRig.atRisk("orders/db-" + number))
              .toArray(AtRisk[]::new);
      rig.awaitStep(start(rig, leaked), ResponseStep.PROVE);
      assertThat(world.asked(ResponseCall.CONTAIN)).isEqualTo(2);
      assertThat(world.asked(ResponseCall.PROVE)).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CONTAIN", "PROVE"})
  void one_silent_target_holds_up_no_other_of_those_that_leaked_together(ResponseCall silent) {
    try (ResponseRig rig = rig(silent, "orders/silent")) {
      ResponseWorkflow response =
          start(
              rig,
              atRisk("orders/one", "one"),
              atRisk("orders/silent", "silent"),
              atRisk("orders/two", "two"),
              atRisk("orders/three", "two"));
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> did(response.view(), ResponseStep.RECOVER).equals(OTHERS));
      assertThat(did(response.view(), ResponseStep.PROVE)).isEqualTo(OTHERS);
    } finally {
      end.countDown();
    }
  }

  private ResponseRig rig(ResponseCall silent, String secret) {
    return new ResponseRig(
        10, new World(), silentAt(silent, secret), world.ledger(), world.notices());
  }

  private static ResponseWorkflow start(ResponseRig rig, AtRisk... atRisk) {
    return rig.start(ResponseMode.REVOKE_FIRST, new ReportSource.Person("ann"), atRisk);
  }

  /** Those that a step was done for. */
  private static Set<SecretId> did(IncidentView view, ResponseStep step) {
    return view.timeline().stream()
        .filter(one -> one.step().filter(step::equals).isPresent())
        .flatMap(one -> one.secrets().stream())
        .collect(Collectors.toSet());
  }

  /** The scripted targets, one of which does not answer this call about it before the end. */
  private ResponseActivities silentAt(ResponseCall call, String secret) {
    return (ResponseActivities)
        Proxy.newProxyInstance(
            ResponseActivities.class.getClassLoader(),
            new Class<?>[] {ResponseActivities.class},
            (proxy, method, arguments) -> {
              ResponseRequest request = (ResponseRequest) arguments[0];
              if (request.call() == call && concerns(request, secret)) {
                end.await();
              }
              try {
                return (ResponseReply.Answered) method.invoke(world, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static boolean concerns(ResponseRequest request, String secret) {
    return request.credentials().stream()
        .anyMatch(one -> one.credential().secret().value().equals(secret));
  }

  /** A credential of a database on a host of its own. */
  private static AtRisk atRisk(String secret, String host) {
    DueCredential usual = ResponseRig.atRisk(secret).recovery();
    RotationRequest request = usual.request();
    PostgresUser user = (PostgresUser) request.credential();
    PostgresUser elsewhere =
        new PostgresUser(
            user.secret(),
            List.of(new PostgresEndpoint(host, 5432, "orders", false, Optional.empty())),
            user.rotator(),
            user.strategy(),
            user.password());
    RotationRequest there =
        new RotationRequest(
            elsewhere,
            request.reason(),
            request.requestedBy(),
            request.drain(),
            request.gateDeadline(),
            request.stepDeadline());
    return new AtRisk(
        new DueCredential(there, usual.tier(), usual.owner(), usual.hardDeadline()), 1);
  }
}
