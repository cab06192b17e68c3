package dev.rekey.workflows.trigger;

import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.trigger.Trigger;
import dev.rekey.workflows.rotation.Started;
import io.temporal.activity.ActivityInterface;

/** What a trigger does. Each may run twice. */
@ActivityInterface
public interface TriggerActivities {
  /**
   * Asks the inventory whom it concerns, and has it written down where people must know of it.
   *
   * @param run the workflow run; the same for all of its attempts, also after a reset
   */
  Receipt receive(Trigger trigger, String run);

  /** Starts a rotation or joins it, as {@code Rotations} does; a second time finds the first. */
  Started rotate(DueCredential due);

  /** Starts a sweep or joins it. */
  Started sweep();
}
