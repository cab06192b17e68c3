package dev.rekey.console.door.http;

import dev.rekey.console.api.SignalClosure;
import dev.rekey.console.api.SignalView;
import dev.rekey.console.door.DoorServices;
import dev.rekey.console.door.Refusal;
import dev.rekey.model.FailureCode;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What came from outside and waits for a person. */
@RestController
final class SignalRoutes {
  private static final int LONGEST_NOTE = 2_000;

  private final DoorServices services;

  SignalRoutes(DoorServices services) {
    this.services = services;
  }

  @GetMapping("/v1/signals")
  List<SignalView> open() {
    return services.signals().all();
  }

  @PostMapping(path = "/v1/signals/closures", consumes = MediaType.APPLICATION_JSON_VALUE)
  SignalClosure close(@RequestBody SignalClosure order, Caller caller) {
    if (order.note().isBlank() || order.note().length() > LONGEST_NOTE) {
      throw Refusal.badRequest(
          "Closing a signal says what came of it, in " + LONGEST_NOTE + " characters at most");
    }
    if (!services
        .signals()
        .close(order.id(), caller.name(), order.note(), services.clock().instant())) {
      throw new Refusal(
          HttpStatus.NOT_FOUND,
          FailureCode.NOT_FOUND.name(),
          "No open signal has this id; nothing was changed",
          "'rekey signals' lists those that are open.");
    }
    return order;
  }
}
