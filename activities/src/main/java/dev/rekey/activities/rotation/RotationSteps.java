package dev.rekey.activities.rotation;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.rotation.RotationLog.OpenRotation;
import dev.rekey.activities.store.Urgency;
import dev.rekey.model.FailureCode;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import java.util.List;
import java.util.Optional;

/**
 * The steps of a rotation, for every kind of credential. Each may run twice, late, or after a later
 * one; one call at a time touches a credential, and a step of a rotation that ended does nothing.
 */
public final class RotationSteps {
  private final Ports ports;
  private final CreateStep create;
  private final DeployStep deploy;
  private final VerifyStep verify;
  private final RevokeStep revoke;
  private final WithdrawStep withdraw;
  private final DiscardStep discard;

  /** Takes what the steps work with. */
  public RotationSteps(Ports given) {
    this.ports = given.readingOnce();
    Proofs proofs = Proofs.of(ports);
    AcceptedLately lately = new AcceptedLately(ports.clock());
    this.create = new CreateStep(ports, proofs, lately);
    this.deploy = new DeployStep(ports);
    this.verify = new VerifyStep(ports);
    this.revoke = new RevokeStep(ports, proofs, lately, verify);
    this.withdraw = new WithdrawStep(ports, proofs, verify, deploy);
    this.discard = new DiscardStep(ports, withdraw);
  }

  /**
   * Runs one step.
   *
   * @return done, or who still uses the version to be revoked
   * @throws dev.rekey.activities.StepFailedException if it did not happen, or not wholly
   */
  public StepResult run(StepRequest request) {
    return Urgency.of(request.reason())
        .during(() -> ports.lock().alone(request.credential().secret(), () -> runAlone(request)));
  }

  private StepResult runAlone(StepRequest request) {
    Optional<OpenRotation> known = ports.log().find(request.version());
    if (known.filter(OpenRotation::ended).isPresent() && request.step() != RotationStep.CONCLUDE) {
      withdraw.refuseIfRotated(request);
      return new StepResult.Done(List.of());
    }
    refuseIfHeld(request);
    return switch (request.step()) {
      case CREATE -> create.run(request);
      case DEPLOY -> deploy.run(request, Escrow.begun(request, known));
      case VERIFY -> verify.run(request, Escrow.begun(request, known));
      case REVOKE -> revoke.run(request, known);
      case WITHDRAW -> withdraw.run(request, known);
      case DISCARD -> discard.run(request, known);
      case CONCLUDE -> conclude(request);
    };
  }

  /**
   * A response refuses every login; what routine would install, deploy or bring back must not undo
   * that. To go back is possible where that lets no old login in again.
   */
  private void refuseIfHeld(StepRequest request) {
    boolean harmless =
        request.step() == RotationStep.CONCLUDE
            || (request.step() == RotationStep.WITHDRAW && request.credential().overlaps());
    if (request.reason().routine()
        && !harmless
        && ports.log().held(request.credential().secret())) {
      throw new StepFailedException(
          FailureCode.UNDER_RESPONSE,
          "An incident holds " + request.credential().secret() + "; nothing was changed");
    }
  }

  /** Touches nothing but the ledger, which may know of the end, and not of its reason. */
  private StepResult conclude(StepRequest request) {
    request
        .outcome()
        .ifPresent(outcome -> ports.log().concluded(request, outcome, ports.clock().instant()));
    return new StepResult.Done(List.of());
  }
}
