package dev.rekey.activities.rotation;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.consumer.Departure;
import dev.rekey.activities.rotation.RotationLog.OpenRotation;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.AccessLog;
import dev.rekey.model.FailureCode;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who still uses the version that is to be revoked: by acknowledgements, by the target, by the
 * access log.
 */
final class VerifyStep {
  private final Ports ports;
  private final Escrow escrow;
  private final Telling telling;

  VerifyStep(Ports ports) {
    this.ports = ports;
    this.escrow = Escrow.of(ports);
    this.telling = new Telling(ports);
  }

  StepResult run(StepRequest request, OpenRotation rotation) {
    escrow.requireDeployed(request, rotation, escrow.current(request.credential().secret()));
    Subject<?> subject = ports.subjects().of(request.credential());
    List<Fact> facts = new ArrayList<>();
    List<UserOfOld> users = isOpen(request) ? List.of() : users(request, rotation, subject, facts);
    if (!users.isEmpty()) {
      return new StepResult.Waiting(users);
    }
    Instant now = ports.clock().instant();
    facts.add(new Fact("nobody uses the old version", request.credential().target(), now));
    ports.log().stepDone(request.version(), RotationStep.VERIFY, facts);
    return new StepResult.Done(facts);
  }

  /** Whether revoking need not wait for proof of non-use. */
  static boolean isOpen(StepRequest request) {
    return request.force().isPresent() || !request.reason().oldIsTrusted();
  }

  /** Who uses the old version of a rotation, after everybody who is behind was told again. */
  private List<UserOfOld> users(
      StepRequest request, OpenRotation rotation, Subject<?> subject, List<Fact> facts) {
    SecretId secret = request.credential().secret();
    Login old = escrow.value(secret, rotation.old(), "verify");
    Told told = telling.tell(secret, request.version());
    facts.addAll(told.facts(ports.clock().instant()));
    List<UserOfOld> users = new ArrayList<>(told.users());
    users.addAll(strangers(secret, rotation.old(), told));
    users.addAll(
        subject.notMoved(
            old, () -> escrow.value(secret, request.version(), "verify"), installed(rotation)));
    return users;
  }

  /**
   * At an open gate too Rekey does not cut itself off: the new version works where Rekey shows it,
   * and unless two persons forced the gate, all of Rekey's processes use it.
   */
  void requireNew(StepRequest request, OpenRotation rotation, Subject<?> subject) {
    SecretId secret = request.credential().secret();
    List<UserOfOld> users =
        new ArrayList<>(
            subject.notMoved(
                escrow.value(secret, rotation.old(), "verify"),
                () -> escrow.value(secret, request.version(), "verify"),
                installed(rotation)));
    if (request.force().isEmpty()) {
      users.addAll(telling.tell(secret, request.version()).users());
    }
    if (!users.isEmpty()) {
      throw new StepFailedException(
          FailureCode.CONSUMER_UNREACHABLE,
          "Rekey shows it to Temporal, and is not cut off: " + users.getFirst().sentence());
    }
  }

  /**
   * Consumers that did not acknowledge {@code moveTo}, and readers of {@code leave} nobody
   * registered. Tells nobody.
   */
  List<UserOfOld> notMoved(SecretId secret, VersionId moveTo, VersionId leave) {
    Told told = telling.look(secret, moveTo);
    List<UserOfOld> users = new ArrayList<>(told.users());
    users.addAll(strangers(secret, leave, told));
    return users;
  }

  /**
   * Readers of a version nobody registered, or that the log may not show all of them yet. To remove
   * a consumer does not end its use: whoever read the version and was removed while it held it may
   * use it still, so it counts until two persons say otherwise. One that had moved on before it was
   * removed does not.
   */
  List<UserOfOld> strangers(SecretId secret, VersionId leave, Told told) {
    Set<String> known =
        told.registered().stream()
            .filter(VerifyStep::readsByItself)
            .map(consumer -> consumer.id().value())
            .collect(Collectors.toSet());
    List<AccessLog.Read> unknown =
        ports.access().readersOf(secret, leave).stream()
            .filter(read -> known.stream().noneMatch(read::isBy))
            .toList();
    if (unknown.isEmpty()) {
      return lateLog(secret, leave);
    }
    List<Departure> departed = ports.consumers().departed(secret);
    return unknown.stream()
        .filter(read -> departed.stream().noneMatch(gone -> movedOn(gone, read, leave)))
        .<UserOfOld>map(read -> new UserOfOld.UnknownReader(read.principal(), read.last()))
        .toList();
  }

  /** Who read the version while it was current is known only once the log shows that whole time. */
  private List<UserOfOld> lateLog(SecretId secret, VersionId leave) {
    Instant now = ports.clock().instant();
    return ports
        .access()
        .completeFrom(secret, leave)
        .filter(now::isBefore)
        .<UserOfOld>map(UserOfOld.LateLog::new)
        .stream()
        .toList();
  }

  /** A file's name proves nothing about a reader that has the same one. */
  private static boolean readsByItself(Consumer consumer) {
    return switch (consumer) {
      case Consumer.Pull pull -> true;
      case Consumer.Webhook webhook -> true;
      case Consumer.FilePush file -> false;
      case Consumer.AcmImport imported -> false;
      case Consumer.KubernetesSecret cluster -> false;
    };
  }

  private static boolean movedOn(Departure gone, AccessLog.Read read, VersionId leave) {
    return read.isBy(gone.consumer().value())
        && !gone.held().equals(leave)
        && gone.since().isAfter(read.last());
  }

  /** Since when new log-ins use the new value; before it is known, every session counts as old. */
  static Instant installed(OpenRotation rotation) {
    return rotation.installed().orElse(Instant.MAX);
  }
}
