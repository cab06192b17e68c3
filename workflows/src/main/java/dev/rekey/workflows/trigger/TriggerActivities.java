package dev.rekey.workflows.trigger;

import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.trigger.Trigger;
import dev.rekey.workflows.rotation.Started;
import io.temporal.activity.ActivityInterface;
import java.time.Instant;

/** What a trigger does. Each may run twice. */
@ActivityInterface
public interface TriggerActivities {
  /**
   * Asks the inventory whom it concerns, and has it written down where people must know of it.
   *
   * @param run the workflow run; the same for all of its attempts, also after a reset
   */
  Receipt receive(Trigger trigger, String run);

  /**
   * Gives a compromise its incident, and has the response begin or hear of it.
   *
   * @param receivedAt when the trigger was accepted: the zero of every deadline
   */
  Responded respond(Trigger.Respond trigger, Instant receivedAt);

  /** Starts a rotation or joins it, as {@code Rotations} does; a second time finds the first. */
  Started rotate(DueCredential due);

  /** Starts a sweep or joins it. */
  Started sweep();
}
