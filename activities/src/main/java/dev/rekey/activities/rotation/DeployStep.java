package dev.rekey.activities.rotation;

import dev.rekey.activities.rotation.RotationLog.OpenRotation;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves AWSCURRENT by compare-and-set, then tells every consumer. Whom it cannot tell is the gate's
 * business: the old version goes on working, and each look at the gate tells them again.
 */
final class DeployStep {
  private final Ports ports;
  private final Telling telling;

  DeployStep(Ports ports) {
    this.ports = ports;
    this.telling = new Telling(ports);
  }

  StepResult run(StepRequest request, OpenRotation rotation) {
    SecretId secret = request.credential().secret();
    finish(request, rotation);
    ports.store().promote(secret, rotation.old(), request.version());
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("AWSCURRENT moved", request.version().value(), ports.clock().instant()));
    facts.addAll(tell(secret, request.version()).facts(ports.clock().instant()));
    ports.log().stepDone(request.version(), RotationStep.DEPLOY, facts);
    return new StepResult.Done(facts);
  }

  /** Whoever moves the label itself does so from the old version alone, as we do. */
  private void finish(StepRequest request, OpenRotation rotation) {
    Subject<?> subject = ports.subjects().of(request.credential());
    if (subject.finishes()
        && Escrow.of(ports).current(request.credential().secret()).equals(rotation.old())) {
      subject.finish(request.version());
    }
  }

  /** See {@link Telling#tell}. */
  Told tell(SecretId secret, VersionId version) {
    return telling.tell(secret, version);
  }
}
