package dev.rekey.console.door.http;

import dev.rekey.console.api.Accepted;
import dev.rekey.console.api.RotationOrder;
import dev.rekey.console.api.RunningRotation;
import dev.rekey.console.api.WithdrawalOrder;
import dev.rekey.console.door.DoorServices;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.inventory.Enrolled;
import dev.rekey.console.door.rotation.Planning;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.policy.RotationPolicy;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.model.rotation.RotationState;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Starting rotations, watching them, and calling them back. */
@RestController
final class RotationRoutes {
  private final DoorServices services;
  private final Planning planning;

  RotationRoutes(DoorServices services, Planning planning) {
    this.services = services;
    this.planning = planning;
  }

  @PostMapping(path = "/v1/rotations", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Record> rotate(@RequestBody RotationOrder order, Caller caller) {
    caller.about(order.secret());
    if (order.reason() == RotationReason.SCHEDULED) {
      throw Refusal.badRequest("A rotation that somebody orders is no SCHEDULED one");
    }
    Enrolled enrolled = enrolled(order.secret());
    if (order.dryRun()) {
      return ResponseEntity.ok(planning.plan(enrolled.record(), order.reason()));
    }
    DueCredential due = due(enrolled, order.reason(), caller.name());
    return ResponseEntity.accepted().body(services.rotations().start(due));
  }

  @GetMapping("/v1/rotations")
  List<RunningRotation> rotations(
      @RequestParam Optional<SecretId> secret,
      @RequestParam(defaultValue = "") Set<RotationState> state,
      Caller caller) {
    Set<RotationState> wanted = state.isEmpty() ? EnumSet.allOf(RotationState.class) : state;
    secret.ifPresent(caller::about);
    List<RunningRotation> running =
        secret
            .map(one -> services.rotations().running(one).stream().toList())
            .orElseGet(() -> services.rotations().running(wanted, Integer.MAX_VALUE));
    return running.stream().filter(one -> wanted.contains(one.progress().state())).toList();
  }

  @PostMapping(path = "/v1/rotations/withdrawals", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.ACCEPTED)
  Accepted withdraw(@RequestBody WithdrawalOrder order, Caller caller) {
    caller.about(order.secret());
    if (order.reason().isBlank()) {
      throw Refusal.badRequest("A withdrawal names why");
    }
    services.rotations().withdraw(order.secret(), caller.name(), order.reason());
    return new Accepted(
        order.secret(), "The rotation goes back; the old version stays the current one");
  }

  private Enrolled enrolled(SecretId secret) {
    return services.inventory().find(secret).orElseThrow(() -> Refusal.unknown(secret));
  }

  private static DueCredential due(Enrolled enrolled, RotationReason reason, String by) {
    CredentialRecord record = enrolled.record();
    RotationPolicy policy = record.policy();
    RotationRequest request =
        new RotationRequest(
            record.credential(),
            reason,
            by,
            policy.drain(),
            policy.gateDeadline(),
            policy.stepDeadline());
    return new DueCredential(request, record.tier(), record.owner(), enrolled.hardDeadline());
  }
}
