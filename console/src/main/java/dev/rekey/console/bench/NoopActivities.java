package dev.rekey.console.bench;

import io.temporal.activity.ActivityInterface;

/** Steps of the same number and shape as a rotation's, that do nothing. */
@ActivityInterface(namePrefix = "Noop")
public interface NoopActivities {
  /** Does nothing, and gives an answer of the usual size. */
  String step(String request);
}
