package dev.rekey.exercise.run;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.rekey.activities.Pause;
import dev.rekey.activities.target.Targets;

/** What is made worse on purpose, to see that it costs. */
@FunctionalInterface
public interface Tampering {
  /** Nothing is. */
  Tampering NONE = (targets, pause) -> targets;

  /** The targets as they are asked instead, which may wait. */
  Targets targets(Targets real, Pause pause);

  /** The function that runs the steps as it is called instead. */
  default RequestStreamHandler steps(RequestStreamHandler real) {
    return real;
  }
}
