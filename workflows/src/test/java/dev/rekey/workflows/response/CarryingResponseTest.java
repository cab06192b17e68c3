package dev.rekey.workflows.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.credential.KeyType;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.TlsEndpoint;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseRequest;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.workflows.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The key that Rekey shows to Temporal leaked: the response itself depends on it. */
class CarryingResponseTest {
  private static final TlsCertificate CARRYING =
      new TlsCertificate(
          new SecretId("rekey/temporal"),
          "own",
          List.of("worker.example.org"),
          KeyType.EC_P256,
          List.of(),
          Optional.empty(),
          TlsCertificate.RENEW_AT_PERCENT,
          Optional.of(TlsEndpoint.of("temporal.example.org:7233")));

  private static final AtRisk AT_RISK =
      new AtRisk(
          new DueCredential(
              new RotationRequest(
                  CARRYING,
                  RotationReason.COMPROMISED,
                  "grace",
                  Duration.ZERO,
                  Duration.ofDays(7),
                  Duration.ofMinutes(10)),
              Tier.LOW,
              "erin",
              Instant.EPOCH),
          1);

  private final ScriptedResponse world = new ScriptedResponse();
  private final World rotations = new World();

  @AutoClose
  private final ResponseRig rig =
      new ResponseRig(600, rotations, world, world.ledger(), world.notices());

  @Test
  void it_is_replaced_before_it_is_contained_whatever_mode_was_asked_for() {
    world.rotations(rig.rotations());
    ResponseWorkflow response =
        rig.start(ResponseMode.REVOKE_FIRST, new ReportSource.Person("rita"), AT_RISK);
    rig.awaitStep(response, ResponseStep.CONTAIN);
    ResponseRequest first =
        world.asked().stream()
            .filter(request -> request.call() == ResponseCall.CONTAIN)
            .findFirst()
            .orElseThrow();
    assertThat(first.credentials()).singleElement().matches(one -> one.recovered().isPresent());
    assertThat(rotations.steps())
        .containsSubsequence(RotationStep.CREATE, RotationStep.DEPLOY, RotationStep.REVOKE);
  }
}
