package dev.rekey.activities.rotation;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.rotation.RotationLog.OpenRotation;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.Reader;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Mint, escrow, install, log in everywhere, compare the grants: in this order, and never another.
 */
final class CreateStep {
  private final Ports ports;
  private final Proofs proofs;
  private final AcceptedLately lately;
  private final Escrow escrow;
  private final LeftOvers leftOvers;

  CreateStep(Ports ports, Proofs proofs, AcceptedLately lately) {
    this.lately = lately;
    this.ports = ports;
    this.proofs = proofs;
    this.escrow = Escrow.of(ports);
    this.leftOvers = new LeftOvers(ports, proofs);
  }

  StepResult run(StepRequest request) {
    SecretId secret = request.credential().secret();
    Subject<?> subject = ports.subjects().of(request.credential());
    List<Fact> facts = new ArrayList<>();
    Optional<Login> escrowed = escrowed(request);
    if (escrowed.isEmpty()) {
      facts.addAll(leftOvers.settle(request, subject));
    }
    VersionId current = escrow.current(secret);
    OpenRotation rotation = ports.log().begin(request, current);
    if (current.equals(request.version())) {
      return new StepResult.Done(facts); // deployed before a crash: nothing to create again
    }
    if (!current.equals(rotation.old())) {
      throw Escrow.foreignWrite(request, current);
    }
    Login old = escrow.value(secret, current, "create");
    Login pending = escrowed.orElseGet(() -> mint(request, subject, old));
    note(request, subject, old, pending);
    facts.addAll(gaveWay(request, subject));
    Optional<Instant> installed = install(request, subject, pending, old, escrowed.isPresent());
    facts.addAll(prove(request, subject, pending, old));
    ports.log().created(request.version(), installed, facts);
    return new StepResult.Done(facts);
  }

  private List<Fact> prove(StepRequest request, Subject<?> subject, Login pending, Login old) {
    List<Fact> accepted = proofs.accepted(subject, pending);
    lately.remember(request.version(), accepted);
    ports.log().natives().note(request.credential().secret(), Acquaintance.with(subject));
    List<Fact> facts = new ArrayList<>(accepted);
    facts.add(proofs.fact(compared(request, subject, pending, old), request.credential().target()));
    return facts;
  }

  /**
   * In a response somebody may have renamed or dropped the old one; the next is needed all the
   * same.
   */
  private static String compared(
      StepRequest request, Subject<?> subject, Login pending, Login old) {
    try {
      subject.compare(pending, old);
      return "grants are those of the old login";
    } catch (StepFailedException failure) {
      if (failure.code() == FailureCode.NOT_FOUND && !request.reason().oldIsTrusted()) {
        return "grants could not be compared: " + failure.reason();
      }
      throw failure;
    }
  }

  private Optional<Login> escrowed(StepRequest request) {
    SecretId secret = request.credential().secret();
    return ports.store().read(secret, request.version(), Reader.rekey("create"));
  }

  /** Before anything else is done with it: a key may leak from its first moment on. */
  private void note(StepRequest request, Subject<?> subject, Login old, Login pending) {
    if (subject.completes()) {
      escrow.neverLeaked(pending);
    }
    CredentialSpec spec = request.credential();
    noteKeys(spec, old, pending);
    subject
        .certificate(pending)
        .ifPresent(one -> ports.log().certificate(spec.secret(), request.version(), one));
  }

  private void noteKeys(CredentialSpec spec, Login old, Login pending) {
    List<String> keys =
        Stream.of(old, pending).flatMap(one -> spec.accessKey(one.identity()).stream()).toList();
    if (!keys.isEmpty()) {
      ports.log().keys(spec.secret(), keys);
    }
  }

  /** What was deleted for the new login, by this call or by one that died after it. */
  private List<Fact> gaveWay(StepRequest request, Subject<?> subject) {
    List<String> gone = subject.mints() ? ports.log().gaveWay(request.version()) : List.of();
    return gone.stream().map(why -> proofs.fact(why, request.credential().target())).toList();
  }

  private Login mint(StepRequest request, Subject<?> subject, Login old) {
    SecretId secret = request.credential().secret();
    VersionId version = request.version();
    Login fresh = subject.fresh(escrow.order(request, old), escrow.preparations(secret, version));
    ports.store().stage(secret, version, fresh);
    return fresh;
  }

  /**
   * A value that was escrowed by an earlier call may be installed already: ask before doing it
   * again. With two users it matters only to later steps since when it is.
   *
   * @return since when it is, if that is not written down yet
   */
  private Optional<Instant> install(
      StepRequest request, Subject<?> subject, Login pending, Login old, boolean mayBeThere) {
    if (mayBeThere && isInstalled(request) && proofs.works(subject, pending)) {
      return Optional.empty();
    }
    Instant installed = subject.install(pending, old);
    if (request.credential().overlaps()) {
      return Optional.of(installed);
    }
    ports.log().installed(request.version(), installed);
    return Optional.empty();
  }

  private boolean isInstalled(StepRequest request) {
    return ports.log().find(request.version()).flatMap(OpenRotation::installed).isPresent();
  }
}
