package dev.rekey.console.door.http;

import dev.rekey.console.api.Accepted;
import dev.rekey.console.api.ForceOrder;
import dev.rekey.console.api.ForceRequest;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.rotation.ForceRequests;
import dev.rekey.console.door.rotation.RotationControl;
import dev.rekey.model.FailureCode;
import dev.rekey.model.rotation.Force;
import dev.rekey.model.rotation.RotationProgress;
import dev.rekey.model.rotation.RotationStep;
import java.time.Clock;
import java.time.Instant;
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
  private final Clock clock;

  ForceRoutes(ForceRequests requests, RotationControl rotations, Clock clock) {
    this.requests = requests;
    this.rotations = rotations;
    this.clock = clock;
  }

  @PostMapping(path = "/v1/force-requests", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  ForceRequest ask(@RequestBody ForceOrder order, Caller caller) {
    caller.about(order.secret());
    if (order.reason().isBlank()) {
      throw Refusal.badRequest("Forcing names why");
    }
    RotationProgress progress =
        rotations
            .progress(order.secret())
            .orElseThrow(
                () ->
                    Refusal.conflict(
                        "NOT_ROTATING",
                        "No rotation of " + order.secret() + " runs; nothing was changed",
                        "Start one first; force only what is blocked."));
    ForceRequest request =
        new ForceRequest(
            UUID.randomUUID().toString(),
            order.secret(),
            progress.version(),
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
    if (request.requestedBy().equalsIgnoreCase(caller.name())) {
      throw Refusal.forbidden(
          "SECOND_PERSON_NEEDED",
          "Whoever asks to force cannot approve it; nothing was changed",
          "Ask another person to approve.");
    }
    RotationProgress progress = stillTheSame(request);
    Instant now = clock.instant();
    requests.approved(id, caller.name(), now);
    Force force = new Force(request.requestedBy(), caller.name(), request.reason(), now);
    rotations.force(request.secret(), force);
    String which = progress.step() == RotationStep.WITHDRAW ? "withdrawn" : "old";
    return new Accepted(
        request.secret(), "The " + which + " version is revoked although it is in use");
  }

  /** Leave was asked for one rotation; another one has other users. */
  private RotationProgress stillTheSame(ForceRequest request) {
    return rotations
        .progress(request.secret())
        .filter(progress -> progress.version().equals(request.version()))
        .orElseThrow(
            () ->
                Refusal.conflict(
                    "NOT_ROTATING",
                    "The rotation that was to be forced does not run any more; nothing was changed",
                    "Look at the history, and ask anew if it is still needed."));
  }

  private static Refusal unknown() {
    FailureCode code = FailureCode.NOT_FOUND;
    return new Refusal(
        HttpStatus.NOT_FOUND,
        code.name(),
        "No such wish to force is known; nothing was changed",
        "Check the id that 'rekey rotation force' printed.");
  }
}
