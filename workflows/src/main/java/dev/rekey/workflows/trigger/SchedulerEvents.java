package dev.rekey.workflows.trigger;

import dev.rekey.model.trigger.Clue;
import dev.rekey.model.trigger.Trigger;
import java.util.List;

/**
 * What a schedule of EventBridge Scheduler sends, as its input says: {@code rekey} is the order,
 * {@code id} is made of the schedule and its time, the same for each attempt of one occurrence;
 * AWS's own execution id is another one each time.
 */
final class SchedulerEvents implements EventSource {
  private static final String SOURCE = "scheduler";

  @Override
  public boolean sent(Event event) {
    return event.has("/rekey");
  }

  @Override
  public List<Trigger> read(Event event) {
    String id = Event.id(SOURCE, event.text("/id"));
    return switch (event.text("/rekey")) {
      case "sweep" -> List.of(new Trigger.Sweep(id));
      case "rotate" -> List.of(new Trigger.Rotate(id, new Clue.Secret(event.text("/secret"))));
      default -> throw new NotUnderstoodException("A schedule orders what we do not know");
    };
  }
}
