package dev.rekey.console.door.http;

import dev.rekey.console.api.SweepOrder;
import dev.rekey.console.api.SweepResult;
import dev.rekey.console.door.DoorServices;
import dev.rekey.console.door.rotation.SweepProgress;
import dev.rekey.model.inventory.DueCredential;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Rotating what is due. */
@RestController
final class SweepRoutes {
  private static final int MOST = 10_000;

  private final DoorServices services;

  SweepRoutes(DoorServices services) {
    this.services = services;
  }

  @PostMapping(path = "/v1/sweeps", consumes = MediaType.APPLICATION_JSON_VALUE)
  SweepResult sweep(@RequestBody SweepOrder order) {
    List<DueCredential> due = services.inventory().due(services.clock().instant(), MOST);
    if (order.dryRun()) {
      return new SweepResult(due, 0, 0, 0, true);
    }
    SweepProgress swept = services.rotations().sweep();
    return new SweepResult(due, swept.started(), swept.joined(), swept.failed(), swept.finished());
  }
}
