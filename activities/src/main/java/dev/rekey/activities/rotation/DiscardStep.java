package dev.rekey.activities.rotation;

import dev.rekey.activities.rotation.RotationLog.OpenRotation;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import java.util.List;
import java.util.Optional;

/**
 * Puts away a value that the target refused (F12). Nobody was told of it, so that is a withdrawal;
 * but the credential did not fail by it, since the rotation goes on with another value.
 */
final class DiscardStep {
  private final Ports ports;
  private final WithdrawStep withdraw;

  DiscardStep(Ports ports, WithdrawStep withdraw) {
    this.ports = ports;
    this.withdraw = withdraw;
  }

  /**
   * In a compromise nothing is gone back to: the next create finds the pending version, and deals
   * with what it left.
   */
  StepResult run(StepRequest request, Optional<OpenRotation> rotation) {
    if (request.reason().oldIsTrusted()) {
      return withdraw.run(request, rotation);
    }
    ports.log().withdrawn(request, ports.clock().instant(), List.of());
    return new StepResult.Done(List.of());
  }
}
