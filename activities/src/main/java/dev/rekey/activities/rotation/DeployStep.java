package dev.rekey.activities.rotation;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.rotation.RotationLog.OpenRotation;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.FailureCode;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Moves AWSCURRENT by compare-and-set, then tells every consumer. */
final class DeployStep {
  private final Ports ports;
  private final Escrow escrow;

  DeployStep(Ports ports) {
    this.ports = ports;
    this.escrow = Escrow.of(ports);
  }

  StepResult run(StepRequest request) {
    SecretId secret = request.credential().secret();
    OpenRotation rotation = escrow.begun(request);
    ports.store().promote(secret, rotation.old(), request.version());
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("AWSCURRENT moved", request.version().value(), ports.clock().instant()));
    facts.addAll(tell(secret, request.version()));
    ports.log().stepDone(request.version(), RotationStep.DEPLOY, facts);
    return new StepResult.Done(facts);
  }

  /**
   * Tells everyone who has not acknowledged this version; one who cannot be told does not stop
   * others.
   */
  List<Fact> tell(SecretId secret, VersionId version) {
    List<Consumer> behind = behind(secret, version);
    if (behind.isEmpty()) {
      return List.of();
    }
    Login value = escrow.value(secret, version, "deploy");
    List<Fact> facts = new ArrayList<>();
    List<String> unreachable = new ArrayList<>();
    for (Consumer consumer : behind) {
      try {
        tell(consumer, version, value, facts);
      } catch (StepFailedException e) {
        unreachable.add(consumer.id() + " (owner " + consumer.owner() + "): " + e.reason());
      }
    }
    if (!unreachable.isEmpty()) {
      throw new StepFailedException(
          FailureCode.CONSUMER_UNREACHABLE, String.join("; ", unreachable));
    }
    return facts;
  }

  private List<Consumer> behind(SecretId secret, VersionId version) {
    List<Consumer> all = ports.consumers().of(secret);
    if (all.isEmpty()) {
      return all;
    }
    Map<ConsumerId, VersionId> held = ports.consumers().acknowledged(secret);
    return all.stream().filter(consumer -> !version.equals(held.get(consumer.id()))).toList();
  }

  private void tell(Consumer consumer, VersionId version, Login value, List<Fact> facts) {
    if (ports.delivery().deliver(consumer, version, value)) {
      Instant now = ports.clock().instant();
      ports.consumers().acknowledge(consumer.id(), consumer.secret(), version, now);
      facts.add(new Fact("acknowledged the new version", consumer.id().value(), now));
    }
  }
}
