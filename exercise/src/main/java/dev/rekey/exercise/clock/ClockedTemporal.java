package dev.rekey.exercise.clock;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.common.interceptors.WorkflowClientInterceptor;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * A Temporal server by the clock of an exercise. Whatever is done through its client stays within
 * the exercise.
 */
public final class ClockedTemporal {
  private final Turns turns;
  private final ExerciseClock clock;
  private final Apart apart;
  private final OpenWorkflows open;
  private final WorkflowClient client;
  private final Agenda agenda = new Agenda();
  private volatile Instant awayUntil = Instant.MIN;

  /**
   * Takes a client of the server.
   *
   * @param real whose connection and converter are used
   * @param apart how the exercise keeps apart
   * @param start the time at which it begins
   */
  public ClockedTemporal(WorkflowClient real, Apart apart, Instant start) {
    this.apart = apart;
    this.turns = new Turns(start);
    this.clock = new ExerciseClock(turns);
    this.open = new OpenWorkflows(turns);
    WorkflowServiceStubs stubs = real.getWorkflowServiceStubs();
    WorkflowClientOptions options = real.getOptions();
    WorkflowClientInterceptor[] interceptors =
        Stream.concat(
                Stream.of(options.getInterceptors()),
                Stream.of(new ClockedClient(clock, apart, open)))
            .toArray(WorkflowClientInterceptor[]::new);
    this.client =
        WorkflowClient.newInstance(
            stubs, WorkflowClientOptions.newBuilder(options).setInterceptors(interceptors).build());
  }

  /** The time, and who acts in it. */
  public ExerciseClock clock() {
    return clock;
  }

  /** How the exercise keeps apart. */
  public Apart apart() {
    return apart;
  }

  /** The server as the exercise sees it. */
  public WorkflowClient client() {
    return client;
  }

  /** What a worker of the exercise needs. */
  public WorkerInterceptor worker() {
    return new ClockedWorker(clock, apart, open);
  }

  /** What is to happen when. */
  public Agenda agenda() {
    return agenda;
  }

  /** Moves time on. */
  public Conductor conductor(Pace pace) {
    return new Conductor(clock, turns, open, agenda, pace, client, () -> awayUntil);
  }

  /** The server does nothing until then, and goes on afterwards with what is due. */
  public void away(Instant until) {
    awayUntil = until;
  }

  /** So much time passes at once, and nobody saw it pass. */
  public void jump(Duration time) {
    turns.moveTo(clock.instant().plus(time));
  }

  /** It is over: on a server that lives longer, nothing of it is left open. */
  public void end() {
    LeftOpen.end(client, open.all());
  }

  /** Whether this workflow of the exercise has begun, and is not over. */
  public boolean isOpen(String workflow) {
    return open.isOpen(apart.workflow(workflow));
  }

  /**
   * The worker dies: its calls are lost, and when everybody is quiet another one takes over.
   *
   * @param replacement really stops the worker, and starts another
   */
  public void workerDies(Runnable replacement) {
    turns.loseCalls();
    agenda.at(clock.instant(), () -> replace(replacement));
  }

  /** What it took while it died is lost as well, and heard of before nobody could tell it. */
  private void replace(Runnable replacement) {
    if (turns.loseCalls()) {
      agenda.at(clock.instant(), () -> replace(replacement));
    } else {
      replacement.run();
      // A task leads each one to its new worker; a query alone would wait for the dead one.
      open.all().forEach(this::tick);
    }
  }

  private void tick(String workflow) {
    client.newUntypedWorkflowStub(workflow).signal(ClockedWorkflow.CLOCK, clock.millis());
  }
}
