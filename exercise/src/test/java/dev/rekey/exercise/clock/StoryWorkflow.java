package dev.rekey.exercise.clock;

import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** See {@link Story}. */
public final class StoryWorkflow implements Story {
  private final List<String> told = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private final long began = Workflow.currentTimeMillis();

  private final Errand errand =
      Workflow.newActivityStub(
          Errand.class,
          ActivityOptions.newBuilder()
              .setStartToCloseTimeout(Duration.ofMinutes(1))
              .setHeartbeatTimeout(Duration.ofSeconds(15))
              .setScheduleToCloseTimeout(Duration.ofMinutes(10))
              .setRetryOptions(
                  RetryOptions.newBuilder().setInitialInterval(Duration.ofSeconds(10)).build())
              .build());

  private final Errand local =
      Workflow.newLocalActivityStub(
          Errand.class,
          LocalActivityOptions.newBuilder()
              .setStartToCloseTimeout(Duration.ofSeconds(20))
              .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(2).build())
              .build());

  @Override
  public List<String> play(String plot) {
    for (String scene : plot.split(";", -1)) {
      play(scene.split(" ", -1));
    }
    return told;
  }

  private void play(String[] scene) {
    switch (scene[0]) {
      case "sleep" -> Workflow.sleep(Duration.parse(scene[1]));
      case "await" ->
          tell("await " + Workflow.await(Duration.parse(scene[1]), () -> !heard.isEmpty()));
      case "hear" -> Workflow.await(() -> heard.contains(scene[1]));
      case "call" -> tell(answer(errand, scene[1]));
      case "local" -> tell(answer(local, scene[1]));
      case "beside" -> beside(scene);
      case "cancel" -> cancel(scene[1]);
      case "child" -> tell(String.join(" ", child(scene[1], scene[2]).play(plot(scene[3]))));
      default -> throw ApplicationFailure.newFailure("no such scene", "PLOT");
    }
    tell(scene[0]);
  }

  private static String plot(String inOneWord) {
    return inOneWord.replace('_', ' ').replace('+', ';');
  }

  private void beside(String[] scene) {
    List<Promise<Void>> all = new ArrayList<>();
    for (int i = 1; i < scene.length; i++) {
      String name = scene[i];
      all.add(Async.procedure(() -> tell(answer(errand, name))));
    }
    Promise.allOf(all).get();
  }

  private void cancel(String name) {
    CancellationScope scope =
        Workflow.newCancellationScope(() -> Async.procedure(() -> tell(answer(errand, name))));
    scope.run();
    Workflow.sleep(Duration.ofSeconds(5));
    scope.cancel();
    Workflow.sleep(Duration.ofSeconds(1));
  }

  private static Story child(String id, String queue) {
    return Workflow.newChildWorkflowStub(
        Story.class,
        ChildWorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(queue).build());
  }

  private static String answer(Errand errand, String name) {
    try {
      return errand.run(name);
    } catch (ActivityFailure failure) {
      return switch (failure.getCause()) {
        case ApplicationFailure refused -> name + " refused " + refused.getType();
        case TimeoutFailure late -> name + " " + late.getTimeoutType();
        case null, default -> name + " " + failure.getCause().getClass().getSimpleName();
      };
    }
  }

  private void tell(String what) {
    told.add((Workflow.currentTimeMillis() - began) / 1000 + " " + what);
  }

  @Override
  public void hear(String word) {
    heard.add(word);
    tell("heard " + word);
  }

  @Override
  public String ask(String what) {
    String answer = answer(errand, what);
    tell("asked " + answer);
    return answer;
  }

  @Override
  public List<String> told() {
    return List.copyOf(told);
  }
}
