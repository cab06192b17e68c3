package dev.rekey.activities.rotation;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.rotation.RotationLog.OpenRotation;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import dev.rekey.model.rotation.UserOfOld;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Refuses the old version, ends its sessions, proves it refused. In routine the gate is looked at
 * once more, and the new version must log in everywhere a moment before. In a compromise it comes
 * first, and again last.
 */
final class RevokeStep {
  private final Ports ports;
  private final Proofs proofs;
  private final AcceptedLately lately;
  private final VerifyStep gate;
  private final Escrow escrow;

  RevokeStep(Ports ports, Proofs proofs, AcceptedLately lately, VerifyStep gate) {
    this.lately = lately;
    this.ports = ports;
    this.proofs = proofs;
    this.gate = gate;
    this.escrow = Escrow.of(ports);
  }

  StepResult run(StepRequest request, Optional<OpenRotation> known) {
    SecretId secret = request.credential().secret();
    VersionId current = escrow.current(secret);
    boolean replaced = current.equals(request.version());
    OpenRotation rotation = rotation(request, current, known);
    if (!replaced && (!request.credential().overlaps() || request.credential().carriesRekey())) {
      return new StepResult.Done(List.of()); // it dies when, or after, the new one is there
    }
    Subject<?> subject = ports.subjects().of(request.credential());
    List<Fact> facts = new ArrayList<>();
    if (!replaced && rotation.installed().isEmpty()) {
      // Nobody knows which value leaked, if a routine rotation was under way.
      subject.silenceOthers(escrow.value(secret, rotation.old(), "revoke"));
    }
    if (replaced) {
      facts.addAll(lately.orElse(current, () -> accepted(subject, secret, current)));
    }
    return revoke(request, rotation, subject, facts, replaced);
  }

  private List<Fact> accepted(Subject<?> subject, SecretId secret, VersionId version) {
    return proofs.accepted(subject, escrow.value(secret, version, "prove the new one"));
  }

  /** In a compromise revoke comes first, so it may be the one to begin. */
  private OpenRotation rotation(
      StepRequest request, VersionId current, Optional<OpenRotation> known) {
    if (!request.reason().oldIsTrusted()) {
      return ports.log().begin(request, current);
    }
    OpenRotation rotation = Escrow.begun(request, known);
    escrow.requireDeployed(request, rotation, current);
    return rotation;
  }

  private StepResult revoke(
      StepRequest request,
      OpenRotation rotation,
      Subject<?> subject,
      List<Fact> facts,
      boolean last) {
    Login old = escrow.value(request.credential().secret(), rotation.old(), "revoke");
    boolean open = VerifyStep.isOpen(request);
    List<UserOfOld> users = new ArrayList<>();
    if (!open) {
      users.addAll(gate.notMoved(request.credential().secret(), request.version(), rotation.old()));
    }
    if (users.isEmpty()) {
      users.addAll(refuse(request, rotation, subject, old));
    }
    if (!users.isEmpty()) {
      return new StepResult.Waiting(users);
    }
    facts.addAll(proofs.refused(subject, old, "old login refused"));
    List<UserOfOld> late = slippedIn(subject, old, rotation, open);
    if (!late.isEmpty()) {
      return new StepResult.Waiting(late);
    }
    facts.add(proofs.fact("no session of the old login", subject.watched()));
    facts.addAll(derived(request, subject, old, last));
    if (last) {
      ports.log().rotated(request, ports.clock().instant(), facts);
    }
    return new StepResult.Done(facts);
  }

  /** From then on it is kept for a while where it can be brought back. */
  private List<? extends UserOfOld> refuse(
      StepRequest request, OpenRotation rotation, Subject<?> subject, Login old) {
    boolean open = VerifyStep.isOpen(request);
    if (open && request.credential().carriesRekey()) {
      gate.requireNew(request, rotation, subject);
    }
    if (!request.reason().routine() && subject.completes()) { // before anybody is told
      ports.log().leaked(request.credential().secret(), old.identity(), ports.clock().instant());
    }
    List<? extends UserOfOld> users =
        request.reason().routine()
            ? subject.revoke(old, VerifyStep.installed(rotation), open)
            : subject.revokeLeaked(old, VerifyStep.installed(rotation), open);
    if (users.isEmpty()) {
      CredentialSpec spec = request.credential();
      spec.accessKey(old.identity())
          .ifPresent(key -> ports.log().retired(spec.secret(), key, ports.clock().instant()));
    }
    return users;
  }

  /** What an attacker made with the old login outlives it. */
  private List<Fact> derived(StepRequest request, Subject<?> subject, Login old, boolean replaced) {
    if (request.reason().oldIsTrusted()) {
      return List.of();
    }
    SecretId secret = request.credential().secret();
    Login kept = replaced ? escrow.value(secret, request.version(), "revoke") : old;
    return subject.endDerived(kept).stream()
        .map(what -> proofs.fact(what, request.credential().target()))
        .toList();
  }

  /**
   * Who logged in while the refusal was being committed may show only now; the gate shuts again.
   */
  private static List<UserOfOld> slippedIn(
      Subject<?> subject, Login old, OpenRotation rotation, boolean open) {
    List<UserOfOld> late = List.copyOf(subject.sessions(old, VerifyStep.installed(rotation)));
    if (!late.isEmpty() && subject.revocationIsFinal()) {
      return open ? List.of() : late; // nobody can be let in again, so it is for them to move
    }
    if (!late.isEmpty() && open) {
      throw new StepFailedException(
          FailureCode.STILL_ACCEPTED, "A session of the revoked login came up late");
    }
    if (!late.isEmpty() && subject.spec().overlaps()) {
      subject.reinstate(old);
    }
    return late;
  }
}
