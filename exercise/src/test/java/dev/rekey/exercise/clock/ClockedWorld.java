package dev.rekey.exercise.clock;

import dev.rekey.workflows.worker.Wire;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A server, a worker of the exercise, and errands that take their time. */
final class ClockedWorld implements AutoCloseable, Errand {
  static final Instant START = Instant.parse("2027-03-01T08:00:00Z");

  private final WorkflowClient real;
  private final ClockedTemporal temporal;
  private final Map<String, Integer> tried = new HashMap<>();
  private final AtomicLong waited = new AtomicLong();
  private WorkerFactory factory;
  private final Duration sticky;

  /**
   * Begins an exercise.
   *
   * @param sticky how long a workflow's task waits for the worker that had the last one
   */
  ClockedWorld(WorkflowServiceStubs stubs, String exercise, Duration sticky) {
    this.sticky = sticky;
    real =
        WorkflowClient.newInstance(
            stubs, WorkflowClientOptions.newBuilder().setDataConverter(Wire.converter()).build());
    temporal = new ClockedTemporal(real, new Apart(exercise), START);
    factory = work();
  }

  private WorkerFactory work() {
    WorkerFactory fresh =
        WorkerFactory.newInstance(
            temporal.client(),
            WorkerFactoryOptions.newBuilder()
                .setWorkerInterceptors(temporal.worker())
                .setWorkflowCacheSize(100)
                .build());
    Worker worker =
        fresh.newWorker(
            temporal.apart().queue(Story.QUEUE),
            WorkerOptions.newBuilder()
                .setMaxConcurrentActivityExecutionSize(500)
                .setStickyQueueScheduleToStartTimeout(sticky)
                .build());
    worker.registerWorkflowImplementationTypes(StoryWorkflow.class);
    worker.registerActivitiesImplementations(this);
    fresh.start();
    return fresh;
  }

  /** The worker dies, and another takes over. */
  void replaceWorker() {
    temporal.workerDies(
        () -> {
          factory.shutdownNow();
          factory.awaitTermination(10, TimeUnit.SECONDS);
          factory = work();
        });
  }

  /** The same server, as those see it who know nothing of exercises. */
  WorkflowClient real() {
    return real;
  }

  ClockedTemporal temporal() {
    return temporal;
  }

  Story story(String id) {
    return temporal.client().newWorkflowStub(Story.class, id);
  }

  void begin(String id, String plot) {
    WorkflowClient.start(
        temporal
                .client()
                .newWorkflowStub(
                    Story.class,
                    WorkflowOptions.newBuilder()
                        .setWorkflowId(id)
                        .setTaskQueue(Story.QUEUE)
                        .build())
            ::play,
        plot);
  }

  /** Plays on until it ends, at most a hundred days. */
  List<String> end(String id) {
    temporal
        .conductor(Pace.REHEARSAL)
        .conduct(START.plus(Duration.ofDays(100)), () -> !temporal.isOpen(id));
    return story(id).told();
  }

  @Override
  public String run(String name) {
    int attempt = tried.merge(name, 1, Integer::sum);
    String[] parts = name.split(":", -1);
    Duration time = Duration.parse("PT" + parts[1]);
    if (parts[0].equals("threads")) {
      inThreadsOfItsOwn(temporal.clock().instant().plus(time));
    } else {
      temporal.clock().pass(time);
    }
    if (parts.length > 2 && attempt <= Integer.parseInt(parts[2])) {
      throw ApplicationFailure.newFailure("not yet", "BUSY");
    }
    if (parts.length > 3) {
      throw ApplicationFailure.newNonRetryableFailure("never", "REFUSED");
    }
    return parts[0];
  }

  /** As an activity does that asks several workflows at once; that one fails is not heard. */
  private void inThreadsOfItsOwn(Instant until) {
    List<Future<Boolean>> waits;
    try (ExecutorService own = Executors.newVirtualThreadPerTaskExecutor()) {
      waits =
          Stream.of("one", "two")
              .map(name -> own.submit(() -> temporal.clock().await(until, () -> false)))
              .toList();
    }
    waited.addAndGet(waits.stream().filter(it -> it.state() == Future.State.SUCCESS).count());
  }

  /** How many threads that calls made for themselves have waited till the end. */
  long waited() {
    return waited.get();
  }

  @Override
  public void close() {
    factory.shutdownNow();
  }
}
