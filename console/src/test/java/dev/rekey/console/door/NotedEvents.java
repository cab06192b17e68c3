package dev.rekey.console.door;

import dev.rekey.console.api.TriggerTaken;
import dev.rekey.console.api.TriggerTaken.Became;
import dev.rekey.console.door.signal.EventTaking;
import dev.rekey.model.credential.SecretId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Events that nobody sees to; those of GuardDuty are incidents. */
final class NotedEvents implements EventTaking {
  final List<String> taken = new ArrayList<>();

  @Override
  public synchronized List<TriggerTaken> take(String event) {
    boolean before = taken.contains(event);
    taken.add(event);
    if (event.contains("com.example")) {
      throw Refusal.badRequest("The event is from no source that we know; nothing was changed");
    }
    return event.contains("aws.guardduty")
        ? List.of(
            new TriggerTaken(
                "guardduty/1",
                Became.INCIDENT,
                before,
                List.of(new SecretId("ci/key")),
                Optional.of("INC-00000001")))
        : List.of();
  }
}
