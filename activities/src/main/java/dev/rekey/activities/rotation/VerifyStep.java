package dev.rekey.activities.rotation;

import dev.rekey.activities.rotation.RotationLog.OpenRotation;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
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
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who still uses the version that is to be revoked: by acknowledgements, by the target, by the
 * access log.
 */
final class VerifyStep {
  private final Ports ports;
  private final Escrow escrow;

  VerifyStep(Ports ports) {
    this.ports = ports;
    this.escrow = Escrow.of(ports);
  }

  StepResult run(StepRequest request) {
    OpenRotation rotation = escrow.begun(request);
    escrow.requireDeployed(request, rotation, escrow.current(request.credential().secret()));
    Subject<?> subject = ports.subjects().of(request.credential());
    SecretId secret = request.credential().secret();
    Login old = escrow.value(secret, rotation.old(), "verify");
    List<UserOfOld> users = isOpen(request) ? List.of() : users(request, rotation, subject, old);
    if (!users.isEmpty()) {
      return new StepResult.Waiting(users);
    }
    Instant now = ports.clock().instant();
    List<Fact> facts =
        List.of(new Fact("nobody uses the old version", request.credential().target(), now));
    ports.log().stepDone(request.version(), RotationStep.VERIFY, facts);
    return new StepResult.Done(facts);
  }

  /** Whether revoking need not wait for proof of non-use. */
  static boolean isOpen(StepRequest request) {
    return request.force().isPresent() || !request.reason().oldIsTrusted();
  }

  /** Who uses the old version of a rotation. */
  List<UserOfOld> users(StepRequest request, OpenRotation rotation, Subject<?> subject, Login old) {
    SecretId secret = request.credential().secret();
    List<UserOfOld> users = new ArrayList<>(notMoved(secret, request.version(), rotation.old()));
    users.addAll(subject.sessions(old, installed(rotation)));
    return users;
  }

  /**
   * Consumers that did not acknowledge {@code moveTo}, and readers of {@code leave} nobody
   * registered.
   */
  List<UserOfOld> notMoved(SecretId secret, VersionId moveTo, VersionId leave) {
    List<Consumer> consumers = ports.consumers().of(secret);
    List<UserOfOld> users = new ArrayList<>();
    if (!consumers.isEmpty()) {
      Map<ConsumerId, VersionId> held = ports.consumers().acknowledged(secret);
      consumers.stream()
          .filter(consumer -> !moveTo.equals(held.get(consumer.id())))
          .map(consumer -> behind(consumer, held))
          .forEach(users::add);
    }
    Set<String> known =
        consumers.stream().map(consumer -> consumer.id().value()).collect(Collectors.toSet());
    ports.access().readersOf(secret, leave).stream()
        .filter(read -> !known.contains(read.principal()))
        .map(read -> new UserOfOld.UnknownReader(read.principal(), read.last()))
        .forEach(users::add);
    return users;
  }

  private static UserOfOld behind(Consumer consumer, Map<ConsumerId, VersionId> held) {
    VersionId version = held.get(consumer.id());
    String holds = version == null ? "what it had before it was registered" : "version " + version;
    return new UserOfOld.ConsumerBehind(consumer.id(), consumer.owner(), holds);
  }

  /** Since when new log-ins use the new value; before it is known, every session counts as old. */
  static Instant installed(OpenRotation rotation) {
    return rotation.installed().orElse(Instant.MAX);
  }
}
