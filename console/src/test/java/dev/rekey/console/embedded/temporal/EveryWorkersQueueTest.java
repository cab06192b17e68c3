package dev.rekey.console.embedded.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.workflows.worker.TemporalConnection;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On Temporal's server in this process a worker is sent what is new, and another one all of it. */
class EveryWorkersQueueTest {
  private static final String QUEUE = "listening";

  /** How often a run was begun, each replay included. */
  private static final AtomicInteger BEGUN = new AtomicInteger();

  private static final AtomicBoolean FAILING = new AtomicBoolean();

  private final EphemeralTemporal temporal = EphemeralTemporal.start();
  private final List<WorkerFactory> workers = new ArrayList<>();
  private final WorkflowClient client = client();

  /** Hears words until the last one. */
  @WorkflowInterface
  public interface Listener {
    /** What it heard. */
    @WorkflowMethod
    List<String> listen();

    /** A word. */
    @SignalMethod
    void hear(String word);

    /** What it has heard so far. */
    @QueryMethod
    List<String> heard();
  }

  /** Remembers them in its own words. */
  public static final class Listening implements Listener {
    private final List<String> heard = new ArrayList<>();

    @Override
    public List<String> listen() {
      BEGUN.incrementAndGet();
      Workflow.await(() -> heard.contains("end"));
      return heard;
    }

    @Override
    public void hear(String word) {
      if (FAILING.getAndSet(false)) {
        throw new IllegalStateException("for once");
      }
      heard.add(word);
    }

    @Override
    public List<String> heard() {
      return List.copyOf(heard);
    }
  }

  @BeforeEach
  void begin() {
    BEGUN.set(0);
    FAILING.set(false);
  }

  @AfterEach
  void stop() {
    workers.forEach(WorkerFactory::shutdownNow);
    temporal.close();
  }

  @Test
  void a_worker_that_remembers_a_run_is_not_sent_it_again() {
    worker(100);
    Listener listener = started();
    say(listener, 0, 20);
    assertThat(ended(listener)).isEqualTo(words(20));
    assertThat(BEGUN).hasValue(1);
  }

  @Test
  void another_worker_is_sent_all_of_it() {
    WorkerFactory first = worker(100);
    Listener listener = started();
    say(listener, 0, 5);
    first.shutdownNow();
    worker(100);
    say(listener, 5, 10);
    assertThat(ended(listener)).isEqualTo(words(10));
    assertThat(BEGUN).hasValue(2);
  }

  @Test
  void workers_side_by_side_are_each_sent_what_they_lack() {
    worker(100);
    worker(100);
    Listener listener = started();
    say(listener, 0, 40);
    assertThat(ended(listener)).isEqualTo(words(40));
  }

  @Test
  void a_worker_that_forgot_a_run_asks_for_it() {
    worker(1);
    Listener one = started();
    Listener other = started();
    for (int number = 0; number < 5; number++) {
      say(one, number, number + 1);
      say(other, number, number + 1);
    }
    assertThat(ended(one)).isEqualTo(words(5));
    assertThat(ended(other)).isEqualTo(words(5));
    assertThat(BEGUN).hasValueGreaterThan(2);
  }

  @Test
  void a_worker_that_failed_is_sent_all_of_it() {
    worker(100);
    Listener listener = started();
    say(listener, 0, 3);
    FAILING.set(true);
    say(listener, 3, 6);
    assertThat(ended(listener)).isEqualTo(words(6));
    assertThat(BEGUN).hasValueGreaterThan(1);
  }

  private static void say(Listener listener, int from, int to) {
    for (int number = from; number < to; number++) {
      listener.hear("word " + number);
      assertThat(listener.heard()).hasSize(number + 1);
    }
  }

  private static List<String> words(int count) {
    List<String> words = new ArrayList<>();
    IntStream.range(0, count).forEach(number -> words.add("word " + number));
    words.add("end");
    return words;
  }

  @SuppressWarnings("unchecked") // what the workflow gives
  private static List<String> ended(Listener listener) {
    listener.hear("end");
    return WorkflowStub.fromTyped(listener).getResult(List.class);
  }

  private Listener started() {
    Listener listener =
        client.newWorkflowStub(
            Listener.class,
            WorkflowOptions.newBuilder()
                .setTaskQueue(QUEUE)
                .setWorkflowId(UUID.randomUUID().toString())
                .build());
    assertThat(WorkflowClient.start(listener::listen).getWorkflowId()).isNotEmpty();
    return listener;
  }

  private WorkerFactory worker(int cache) {
    WorkerFactory factory =
        WorkerFactory.newInstance(
            client(), WorkerFactoryOptions.newBuilder().setWorkflowCacheSize(cache).build());
    Worker worker = factory.newWorker(QUEUE);
    worker.registerWorkflowImplementationTypes(Listening.class);
    factory.start();
    workers.add(factory);
    return factory;
  }

  private WorkflowClient client() {
    return TemporalConnection.plain(temporal.address()).connect();
  }
}
