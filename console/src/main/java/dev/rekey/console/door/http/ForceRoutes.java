package dev.rekey.console.door.http;

import dev.rekey.console.api.Accepted;
import dev.rekey.console.api.ForceOrder;
import dev.rekey.console.api.ForceRequest;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.access.TwoPersons;
import dev.rekey.console.door.rotation.ForceRequests;
import dev.rekey.console.door.rotation.RotationControl;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.Force;
import dev.rekey.model.rotation.RotationProgress;
import dev.rekey.model.rotation.RotationStep;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Forcing: one person asks, another approves, and both are written down. */
@RestController
final class ForceRoutes {
  private final ForceRequests requests;
  private final RotationControl rotations;
  private final TwoPersons persons;
  private final Clock clock;

  ForceRoutes(ForceRequests requests, RotationControl rotations, TwoPersons persons, Clock clock) {
    this.requests = requests;
    this.rotations = rotations;
    this.persons = persons;
    this.clock = clock;
  }

  @PostMapping(path = "/v1/force-requests", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  ForceRequest ask(@RequestBody ForceOrder order, Caller caller) {
    caller.about(order.secret());
    if (order.reason().isBlank()) {
      throw Refusal.badRequest("Forcing names why");
    }
    VersionId version = atItsGate(order.secret()).version();
    persons.one(caller.name(), began(version));
    ForceRequest request =
        new ForceRequest(
            UUID.randomUUID().toString(),
            order.secret(),
            version,
            caller.name(),
            order.reason(),
            clock.instant());
    requests.add(request);
    return request;
  }

  @PostMapping("/v1/force-requests/{id}/approval")
  Accepted approve(@PathVariable String id, Caller caller) {
    ForceRequest request = requests.find(id).orElseThrow(ForceRoutes::unknown);
    caller.about(request.secret());
    Instant both = persons.both(request.requestedBy(), caller.name(), began(request.version()));
    RotationProgress progress = stillTheSame(request);
    Instant now = clock.instant();
    Force force =
        new Force(request.requestedBy(), caller.name(), request.reason(), now, Optional.of(both));
    requests.approved(id, caller.name(), now);
    rotations.force(request.secret(), force);
    String which = progress.step() == RotationStep.WITHDRAW ? "withdrawn" : "old";
    return new Accepted(
        request.secret(), "The " + which + " version is revoked although it is in use");
  }

  /** Forcing opens the gate; a rotation that does not stand before it has nothing to open. */
  private RotationProgress atItsGate(SecretId secret) {
    RotationProgress progress =
        rotations
            .progress(secret)
            .orElseThrow(
                () ->
                    Refusal.conflict(
                        "NOT_ROTATING",
                        "No rotation of " + secret + " runs; nothing was changed",
                        "Start one first; force only what is blocked."));
    boolean waits =
        switch (progress.state()) {
          case BLOCKED, DRAINING -> true;
          case RUNNING, STUCK -> false;
        };
    if (!waits) {
      throw Refusal.conflict(
          "NOT_AT_GATE",
          "The rotation of %s does not wait at its gate (%s: %s), so there is nothing to force"
              .formatted(secret, word(progress.step()), word(progress.state())),
          "See 'rekey status'; force only what is blocked or draining.");
    }
    return progress;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private Instant began(VersionId version) {
    return requests
        .began(version)
        .orElseThrow(
            () ->
                Refusal.conflict(
                    "NOT_ROTATING",
                    "The ledger does not know yet when this rotation began; nothing was changed",
                    "See 'rekey history', then try again."));
  }

  /** Leave was asked for one rotation; another one has other users. */
  private RotationProgress stillTheSame(ForceRequest request) {
    RotationProgress progress = atItsGate(request.secret());
    if (!progress.version().equals(request.version())) {
      throw Refusal.conflict(
          "NOT_ROTATING",
          "The rotation that was to be forced does not run any more; nothing was changed",
          "Look at the history, and ask anew if it is still needed.");
    }
    return progress;
  }

  private static Refusal unknown() {
    FailureCode code = FailureCode.NOT_FOUND;
    return new Refusal(
        HttpStatus.NOT_FOUND,
        code.name(),
        "No such wish to force is known; nothing was changed",
        "Check the id that 'rekey force request' printed.");
  }
}
