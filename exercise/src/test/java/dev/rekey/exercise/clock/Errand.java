package dev.rekey.exercise.clock;

import io.temporal.activity.ActivityInterface;

/** What the workflows of these tests call. */
@ActivityInterface
public interface Errand {
  /** Takes some time, or fails, by its name. */
  String run(String name);
}
