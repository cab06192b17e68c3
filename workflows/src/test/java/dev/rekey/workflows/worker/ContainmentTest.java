package dev.rekey.workflows.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.IamRole;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.incident.Affected;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentReply;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseReply;
import dev.rekey.model.incident.ResponseRequest;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import dev.rekey.workflows.response.ResponseActivities;
import dev.rekey.workflows.rotation.RotationActivities;
import dev.rekey.workflows.world.Requests;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ContainmentTest {
  private static final String ROUTINE = "rekey-postgres-user";
  private static final String URGENT = "rekey-postgres-user-containment";

  private static final IncidentId INCIDENT = new IncidentId("INC-0123456789AB");
  private static final Affected REVOKER =
      new Affected(
          new IamRole(
              new SecretId("rekey/revoker"),
              "arn:aws:iam::111122223333:role/rekey-IamRoleRole-1ABC",
              Optional.empty(),
              IamRole.QUIET,
              List.of("eu-central-1"),
              false),
          Optional.empty());

  private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();
  private final List<String> called = new ArrayList<>();
  private final Map<String, FailureCode> refusing = new HashMap<>();
  private final List<String> leakedRoles = new ArrayList<>();
  private Optional<String> roleOfRoutine = Optional.empty();

  @AfterEach
  void close() {
    temporal.close();
  }

  @ParameterizedTest
  @EnumSource(RotationReason.class)
  void only_what_is_compromised_goes_to_the_functions_kept_free_for_it(RotationReason reason) {
    revoke(reason);
    assertThat(called).containsExactly(reason == RotationReason.COMPROMISED ? URGENT : ROUTINE);
  }

  @ParameterizedTest
  @EnumSource(names = {"NOT_FOUND", "THROTTLED", "PERMISSION_DENIED"})
  void a_twin_that_surely_did_not_run_is_stood_in_for(FailureCode refusal) {
    refusing.put(URGENT, refusal);
    assertThat(revoke(RotationReason.COMPROMISED)).isInstanceOf(StepResult.Done.class);
    assertThat(called).containsExactly(URGENT, ROUTINE);
  }

  @Test
  void a_lost_call_is_not_repeated_elsewhere_since_it_may_have_run() {
    refusing.put(URGENT, FailureCode.FUNCTION_UNAVAILABLE);
    assertThatThrownBy(() -> revoke(RotationReason.COMPROMISED))
        .cause()
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo("FUNCTION_UNAVAILABLE"));
    assertThat(called).containsExactly(URGENT);
  }

  @Test
  void routine_work_that_is_throttled_does_not_take_the_place_of_what_is_urgent() {
    refusing.put(ROUTINE, FailureCode.THROTTLED);
    assertThatThrownBy(() -> revoke(RotationReason.SCHEDULED)).isNotNull();
    assertThat(called).containsExactly(ROUTINE);
  }

  /** S20: the functions for routine work have another role, which may be the leaked one. */
  @Test
  void what_a_response_does_about_a_role_no_function_for_routine_work_does() {
    temporal.registerActivitiesImplementations(new ResponseActivitiesAdapter(this::respond));
    ResponseActivities response = temporal.newActivityStub(ResponseActivities.class);
    for (ResponseCall call : ResponseCall.values()) {
      ResponseRequest request =
          new ResponseRequest(call, INCIDENT, List.of(REVOKER), Instant.EPOCH);
      switch (call) {
        case PROBE -> response.probe(request);
        case SNAPSHOT -> response.snapshot(request);
        case CONTAIN -> response.contain(request);
        case ENUMERATE -> response.enumerate(request);
        case PROVE -> response.prove(request);
        case HUNT -> response.hunt(request);
        case REACH -> response.reach(request);
      }
    }
    assertThat(called)
        .hasSize(ResponseCall.values().length)
        .containsOnly("rekey-iam-role-containment");
  }

  /** S20: the trap is that the leaked role contains itself. */
  @ParameterizedTest
  @CsvSource({
    "LEAKED,, false", // whose role the other function has is not known
    "LEAKED,LEAKED, false",
    "LEAKED,OTHER, true",
    ",LEAKED, true"
  })
  void a_function_with_the_leaked_role_is_never_called_in_place_of_the_one_that_contains(
      String leaked, String role, boolean standsIn) {
    Optional.ofNullable(leaked).ifPresent(leakedRoles::add);
    roleOfRoutine = Optional.ofNullable(role);
    refusing.put(URGENT, FailureCode.THROTTLED);
    if (standsIn) {
      assertThat(revoke(RotationReason.COMPROMISED)).isInstanceOf(StepResult.Done.class);
      assertThat(called).containsExactly(URGENT, ROUTINE);
    } else {
      assertThatThrownBy(() -> revoke(RotationReason.COMPROMISED))
          .cause()
          .isInstanceOfSatisfying(
              ApplicationFailure.class,
              failure -> assertThat(failure.getType()).isEqualTo("FUNCTION_SUSPECT"));
      assertThat(called).containsExactly(URGENT);
    }
  }

  @Test
  void where_nobody_knows_what_leaked_no_other_function_is_called() {
    refusing.put(URGENT, FailureCode.NOT_FOUND);
    refusing.put(Functions.INVENTORY, FailureCode.FUNCTION_UNAVAILABLE);
    assertThatThrownBy(() -> revoke(RotationReason.COMPROMISED)).isNotNull();
    assertThat(called).containsExactly(URGENT);
  }

  private byte[] roles() {
    Optional.ofNullable(refusing.get(Functions.INVENTORY))
        .ifPresent(
            code -> {
              throw new FunctionLostException(code, "as planned");
            });
    try {
      return Wire.mapper()
          .writerFor(IncidentReply.class)
          .writeValueAsBytes(new IncidentReply.Roles(leakedRoles));
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }

  /** Functions whose roles are known, or not. */
  private final class Known implements FunctionInvoker {
    @Override
    public byte[] invoke(String function, byte[] payload) {
      return answer(function);
    }

    @Override
    public Optional<String> role(String function) {
      return roleOfRoutine.filter(one -> function.equals(ROUTINE));
    }
  }

  private byte[] respond(String function, byte[] payload) {
    called.add(function);
    try {
      return Wire.mapper().writeValueAsBytes(new ResponseReply.Answered(List.of()));
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }

  private StepResult revoke(RotationReason reason) {
    temporal.registerActivitiesImplementations(new RotationActivitiesAdapter(new Known()));
    return temporal
        .newActivityStub(RotationActivities.class)
        .revoke(
            new StepRequest(
                RotationStep.REVOKE,
                Requests.request(Requests.ALTERNATING, reason).credential(),
                new VersionId(UUID.randomUUID().toString()),
                reason,
                "grace",
                Optional.empty()));
  }

  private byte[] answer(String function) {
    if (function.equals(Functions.INVENTORY)) {
      return roles();
    }
    called.add(function);
    FailureCode refusal = refusing.get(function);
    if (refusal != null) {
      throw new FunctionLostException(refusal, function + " as planned");
    }
    try {
      return Wire.mapper().writeValueAsBytes(new StepResult.Done(List.of()));
    } catch (JsonProcessingException bug) {
      throw new IllegalStateException(bug);
    }
  }
}
