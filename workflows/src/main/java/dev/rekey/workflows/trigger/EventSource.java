package dev.rekey.workflows.trigger;

import dev.rekey.model.trigger.Trigger;
import java.util.List;

/** One service whose events we understand. */
interface EventSource {
  /** Whether this is one of its events. */
  boolean sent(Event event);

  /**
   * What the event asks for; nothing, if it only tells what we need not act on.
   *
   * @throws NotUnderstoodException if it lacks what we need
   */
  List<Trigger> read(Event event);
}
