package dev.rekey.console.door.http;

import dev.rekey.console.api.IntakeAccepted;
import dev.rekey.console.api.IntakeFeedback;
import dev.rekey.console.api.IntakeKind;
import dev.rekey.console.door.DoorServices;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.intake.IntakeDesk;
import dev.rekey.console.door.intake.Matched;
import dev.rekey.model.Sha256;
import dev.rekey.model.incident.IncidentId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Messages of scanners and detectors. No token: who signed is who speaks. A good one is on record
 * like every call; a forged one is only counted, so that a flood buries nothing.
 */
@RestController
final class IntakeRoutes {
  private static final int LARGEST = 1024 * 1024;

  private final DoorServices services;
  private final IntakeDesk desk;
  private final BodySpace space = new BodySpace();

  IntakeRoutes(DoorServices services, IntakeDesk desk) {
    this.services = services;
    this.desk = desk;
  }

  @PostMapping("/v1/intake/{source}")
  ResponseEntity<Object> take(@PathVariable String source, HttpServletRequest request) {
    IntakeDesk.Admitted admitted =
        desk.admit(source, name -> Optional.ofNullable(request.getHeader(name)));
    if (request.getContentLengthLong() > LARGEST) {
      throw tooLarge();
    }
    IntakeDesk.Taken taken =
        space.during(request.getRemoteAddr(), () -> desk.take(admitted, body(request)));
    ResponseEntity<Object> answer = answer(taken);
    services
        .calls()
        .record(
            new Caller(services.clock().instant(), Optional.empty(), request)
                .call(answer.getStatusCode().value()));
    return answer;
  }

  private static byte[] body(HttpServletRequest request) {
    try {
      byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
      if (body.length > LARGEST) {
        throw tooLarge();
      }
      return body;
    } catch (IOException gone) { // no line of the log for whoever hangs up
      throw Refusal.badRequest("The message did not come whole");
    }
  }

  private static ResponseEntity<Object> answer(IntakeDesk.Taken taken) {
    return taken.source().kind() == IntakeKind.GITHUB
        ? ResponseEntity.ok(
            taken.found().stream()
                .filter(one -> !one.secrets().isEmpty())
                .map(IntakeRoutes::feedback)
                .toList())
        : ResponseEntity.accepted()
            .body(
                new IntakeAccepted(
                    taken.incidents().stream().map(IncidentId::value).distinct().toList()));
  }

  private static IntakeFeedback feedback(Matched one) {
    String hash = Sha256.hex(one.lead().values().getFirst().revealBytes());
    return new IntakeFeedback(hash, one.lead().kind(), "true_positive");
  }

  private static Refusal tooLarge() {
    return new Refusal(
        HttpStatus.CONTENT_TOO_LARGE,
        "TOO_LARGE",
        "The message has more than " + LARGEST + " bytes; nothing was changed",
        "Send fewer findings at once.");
  }
}
