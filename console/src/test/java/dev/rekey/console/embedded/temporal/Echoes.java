package dev.rekey.console.embedded.temporal;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** A worker, and workflows that are started one after the other, each with an answer. */
final class Echoes implements AutoCloseable {
  private static final String QUEUE = "echoes";

  private final WorkerFactory factory;
  private final WorkflowClient client;
  private final List<CompletableFuture<String>> answers = new ArrayList<>();
  private final AtomicInteger answered = new AtomicInteger();
  private final Thread caller;
  private volatile boolean over;

  /** One step. */
  @ActivityInterface
  public interface Wall {
    /** The same. */
    String back(String word);
  }

  /** One call. */
  @WorkflowInterface
  public interface Call {
    /** What comes back. */
    @WorkflowMethod
    String call(String word);
  }

  /** Calls, and listens. */
  public static final class Calling implements Call {
    private final Wall wall =
        Workflow.newActivityStub(
            Wall.class,
            ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(20)).build());

    @Override
    public String call(String word) {
      return wall.back(word);
    }
  }

  Echoes(WorkflowClient client) {
    this.client = client;
    factory = WorkerFactory.newInstance(client);
    Worker worker = factory.newWorker(QUEUE);
    worker.registerWorkflowImplementationTypes(Calling.class);
    worker.registerActivitiesImplementations((Wall) word -> word);
    factory.start();
    caller = Thread.ofVirtual().start(this::call);
  }

  private void call() {
    int number = 0;
    while (!over) {
      String word = "echo-" + number++;
      Call call =
          client.newWorkflowStub(
              Call.class,
              WorkflowOptions.newBuilder().setTaskQueue(QUEUE).setWorkflowId(word).build());
      CompletableFuture<String> answer = WorkflowClient.execute(call::call, word);
      answers.add(answer);
      answer
          .whenComplete((same, failure) -> answered.incrementAndGet())
          .exceptionally(e -> "")
          .join();
    }
  }

  /** Waits until so many more have their answers. */
  void awaitMore(int count) {
    int before = answered.get();
    Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> answered.get() >= before + count);
  }

  /** What came back for each, once the last one is over. */
  List<String> all() throws InterruptedException, ExecutionException {
    over = true;
    caller.join();
    List<String> all = new ArrayList<>();
    for (CompletableFuture<String> answer : answers) {
      all.add(answer.get());
    }
    return all;
  }

  @Override
  public void close() {
    over = true;
    factory.shutdownNow();
  }
}
