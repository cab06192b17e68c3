package dev.rekey.activities.rotation;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.target.IssuingTarget;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.StepRequest;
import java.util.List;
import java.util.Optional;

/**
 * What a new rotation finds of earlier ones: a pending version that never became current, or a
 * target that drifted from the store. With two users neither is in the way, since the idle one is
 * re-keyed anyway; with one user the target is asked which value it honours before anything is
 * overwritten.
 */
final class LeftOvers {
  /**
   * Log-ins spent on finding the value that a drifted target honours, besides that with the current
   * one; lock-outs start at five.
   */
  private static final int PROBES = 2;

  private final Ports ports;
  private final Proofs proofs;
  private final Escrow escrow;

  LeftOvers(Ports ports, Proofs proofs) {
    this.ports = ports;
    this.proofs = proofs;
    this.escrow = Escrow.of(ports);
  }

  List<Fact> settle(StepRequest request, Subject<?> subject) {
    SecretId secret = request.credential().secret();
    Optional<VersionId> stuck =
        escrow
            .label(secret, VersionStage.AWSPENDING)
            .filter(version -> !version.equals(request.version())) // AWS labels it, then calls
            .filter(version -> !version.equals(IssuingTarget.preparation(request.version())));
    if (isOverwritten(request) || currentWorks(secret, subject)) {
      stuck.ifPresent(version -> discard(secret, version, subject));
      return stuck.map(version -> left("left-over pending version discarded", version)).stream()
          .toList();
    }
    if (stuck.isPresent() && works(secret, stuck.get(), subject)) {
      ports.store().promote(secret, escrow.current(secret), stuck.get());
      return List.of(
          left("left-over pending version finished, the target honours it", stuck.get()));
    }
    return List.of(drifted(request, subject, stuck));
  }

  /** A login that the target made lives until it is refused, whatever the store says of it. */
  private void discard(SecretId secret, VersionId version, Subject<?> subject) {
    if (subject.mints()) {
      ports
          .store()
          .read(secret, version, Reader.rekey("discard a left-over"))
          .ifPresent(
              left -> {
                subject.abandon(left);
                subject.discard(left);
              });
    }
    ports.store().discardPending(secret, version);
  }

  private Fact drifted(StepRequest request, Subject<?> subject, Optional<VersionId> refused) {
    SecretId secret = request.credential().secret();
    VersionId current = escrow.current(secret);
    Optional<VersionId> honoured =
        ports.store().versions(secret).stream()
            .filter(version -> !version.equals(current))
            .filter(version -> !refused.equals(Optional.of(version)))
            .limit(refused.isPresent() ? PROBES - 1 : PROBES)
            .filter(version -> works(secret, version, subject))
            .findFirst();
    if (honoured.isPresent()) {
      return left("target was set back to an earlier version", honoured.get());
    }
    if (request.reason() == RotationReason.RECONCILE) {
      return left("target drifted; overwritten because a person asked", current);
    }
    throw new StepFailedException(
        FailureCode.DRIFTED,
        "The target refuses every version of " + secret + " that the store has");
  }

  /** Whatever the target honours: the idle user is re-keyed, or the only one, which leaked. */
  private static boolean isOverwritten(StepRequest request) {
    return request.credential().overlaps() || !request.reason().oldIsTrusted();
  }

  private boolean currentWorks(SecretId secret, Subject<?> subject) {
    return works(secret, escrow.current(secret), subject);
  }

  private boolean works(SecretId secret, VersionId version, Subject<?> subject) {
    Optional<Login> value = ports.store().read(secret, version, Reader.rekey("look for drift"));
    return value.isPresent() && proofs.works(subject, value.get());
  }

  private Fact left(String what, VersionId version) {
    return proofs.fact(what, version.value());
  }
}
