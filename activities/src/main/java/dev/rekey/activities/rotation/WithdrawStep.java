package dev.rekey.activities.rotation;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.rotation.RotationLog.OpenRotation;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.target.IssuingTarget;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Back to the old version: it works, it is current, consumers have it; then the new one is refused.
 * Never after a compromise.
 */
final class WithdrawStep {
  private final Ports ports;
  private final Proofs proofs;
  private final VerifyStep gate;
  private final DeployStep deploy;
  private final Escrow escrow;

  WithdrawStep(Ports ports, Proofs proofs, VerifyStep gate, DeployStep deploy) {
    this.ports = ports;
    this.proofs = proofs;
    this.gate = gate;
    this.deploy = deploy;
    this.escrow = Escrow.of(ports);
  }

  StepResult run(StepRequest request, Optional<OpenRotation> rotation) {
    if (!request.reason().oldIsTrusted()) {
      throw new StepFailedException(
          FailureCode.BAD_REQUEST, "A version that may be compromised is never returned to");
    }
    SecretId secret = request.credential().secret();
    Optional<Login> pending =
        ports.store().read(secret, request.version(), Reader.rekey("withdraw"));
    List<Fact> facts = new ArrayList<>();
    if (pending.isPresent() && rotation.isPresent()) {
      List<UserOfOld> users = goBack(request, rotation.get(), pending.get(), facts);
      if (!users.isEmpty()) {
        return new StepResult.Waiting(users);
      }
    }
    if (pending.isEmpty() && rotation.isPresent()) {
      removeOrphan(request, rotation.get());
    }
    ports.log().withdrawn(request, ports.clock().instant(), facts);
    return new StepResult.Done(facts);
  }

  /** Nothing was escrowed; what the target may have made all the same nobody can use. */
  private void removeOrphan(StepRequest request, OpenRotation rotation) {
    Subject<?> subject = ports.subjects().of(request.credential());
    SecretId secret = request.credential().secret();
    if (subject.completes()) {
      escrow.prepared(secret, request.version()).ifPresent(subject::abandon);
      ports.store().discardPending(secret, IssuingTarget.preparation(request.version()));
    } else if (subject.mints()) {
      Login old = escrow.value(secret, rotation.old(), "withdraw");
      subject.removeOrphans(escrow.order(request, old));
    }
  }

  /**
   * A worker that died unheard may have revoked the old version; whoever is asked to go back then
   * must say so.
   */
  void refuseIfRotated(StepRequest request) {
    if (request.step() == RotationStep.WITHDRAW
        && escrow.current(request.credential().secret()).equals(request.version())) {
      throw new StepFailedException(FailureCode.PAST_RETURN, "The old version is revoked already");
    }
  }

  private List<UserOfOld> goBack(
      StepRequest request, OpenRotation rotation, Login pending, List<Fact> facts) {
    SecretId secret = request.credential().secret();
    Subject<?> subject = ports.subjects().of(request.credential());
    boolean current = escrow.current(secret).equals(request.version());
    boolean deployed = current || wasDeployed(secret, request.version());
    if (deployed || !request.credential().overlaps()) {
      restore(request, subject, escrow.value(secret, rotation.old(), "withdraw"));
    }
    if (current) {
      ports.store().promote(secret, request.version(), rotation.old());
      facts.add(proofs.fact("AWSCURRENT moved back", rotation.old().value()));
    }
    Told told = deployed ? deploy.tell(secret, rotation.old()) : Told.NOBODY;
    facts.addAll(told.facts(ports.clock().instant()));
    List<UserOfOld> users = refuse(request, subject, pending, deployed, told);
    if (users.isEmpty()) {
      facts.addAll(proofs.refused(subject, pending, "withdrawn login refused"));
      ports.store().discardPending(secret, request.version());
    }
    return users;
  }

  /** After the label went back, the version that had it is the previous one. */
  private boolean wasDeployed(SecretId secret, VersionId version) {
    return escrow.label(secret, VersionStage.AWSPREVIOUS).filter(version::equals).isPresent();
  }

  private void restore(StepRequest request, Subject<?> subject, Login old) {
    if (proofs.works(subject, old)) {
      return;
    }
    if (request.credential().overlaps()) {
      throw new StepFailedException( // by a revoke that nobody heard of, or by another hand
          FailureCode.PAST_RETURN, "The old login is refused already");
    }
    subject.reinstate(old);
    proofs.accepted(subject, old);
  }

  /**
   * With two users the new one is refused, once nobody uses it or two persons gave leave. With one
   * user its value is gone by now, so only whom it cannot tell keeps the rotation waiting: they are
   * told again.
   */
  private List<UserOfOld> refuse(
      StepRequest request, Subject<?> subject, Login pending, boolean deployed, Told told) {
    boolean forced = request.force().isPresent();
    if (!request.credential().overlaps()) {
      return forced ? List.of() : told.untold();
    }
    List<UserOfOld> users = new ArrayList<>();
    if (deployed && !forced) {
      users.addAll(told.users());
      users.addAll(gate.strangers(request.credential().secret(), request.version(), told));
    }
    if (!deployed) {
      subject.discard(pending);
    } else if (users.isEmpty()) {
      users.addAll(subject.revoke(pending, Instant.MAX, forced));
    }
    return users;
  }
}
