package dev.rekey.console.door.signal;

import dev.rekey.console.api.TriggerTaken;
import java.util.List;

/** Events of AWS that somebody hands over, on the way of those that come through queues. */
public interface EventTaking {
  /**
   * Takes one event as EventBridge delivers it. May run twice: what it asks for happens once.
   *
   * @return what it asks for; nothing, if it only tells what need not be acted on
   * @throws dev.rekey.console.door.Refusal 400 if it is no event that we know, 503 if Temporal does
   *     not take it
   */
  List<TriggerTaken> take(String event);
}
