package dev.rekey.exercise.clock;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;

/** A workflow that knows nothing of exercises. */
@WorkflowInterface
public interface Story {
  String QUEUE = "stories";

  /** Plays a plot, and says what happened when, in seconds from the beginning. */
  @WorkflowMethod
  List<String> play(String plot);

  @SignalMethod
  void hear(String word);

  @UpdateMethod
  String ask(String what);

  @QueryMethod
  List<String> told();
}
