package dev.rekey.console.door.http;

import dev.rekey.console.api.TriggerTaken;
import dev.rekey.console.door.signal.EventTaking;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Events of AWS that a person hands over. */
@RestController
final class TriggerRoutes {
  private final EventTaking events;

  TriggerRoutes(EventTaking events) {
    this.events = events;
  }

  @PostMapping(path = "/v1/triggers", consumes = MediaType.APPLICATION_JSON_VALUE)
  List<TriggerTaken> take(@RequestBody ObjectNode event) {
    return events.take(event.toString());
  }
}
