package dev.rekey.workflows.worker;

import dev.rekey.workflows.response.ResponseWorkflow;
import dev.rekey.workflows.response.ResponseWorkflowImpl;
import dev.rekey.workflows.response.RunbookShelf;
import dev.rekey.workflows.rollover.RolloverWorkflow;
import dev.rekey.workflows.rollover.RolloverWorkflowImpl;
import dev.rekey.workflows.rotation.RotationWorkflow;
import dev.rekey.workflows.rotation.RotationWorkflowImpl;
import dev.rekey.workflows.sweep.SweepWorkflow;
import dev.rekey.workflows.sweep.SweepWorkflowImpl;
import dev.rekey.workflows.trigger.TriggerWorkflow;
import dev.rekey.workflows.trigger.TriggerWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.tuning.CompositeTuner;
import io.temporal.worker.tuning.FixedSizeSlotSupplier;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** The Temporal worker: runs workflows, and hands their steps to functions. */
public final class RekeyWorker implements AutoCloseable {
  private static final int GRACE_SECONDS = 25;

  private static final int RESPONSES = 8;

  private final WorkerFactory factory;

  private RekeyWorker(WorkerFactory factory) {
    this.factory = factory;
  }

  /**
   * Starts a worker.
   *
   * @param client the server; rotations that are started with this same client begin without a poll
   * @param functions the way to the functions
   * @param limits how much at once
   * @param runbooks what responses to signals execute
   */
  public static RekeyWorker start(
      WorkflowClient client,
      FunctionInvoker functions,
      WorkerLimits limits,
      RunbookShelf runbooks) {
    return start(client, functions, limits, runbooks, Premises.REAL);
  }

  /** Starts a worker elsewhere than where it is real. */
  public static RekeyWorker start(
      WorkflowClient client,
      FunctionInvoker functions,
      WorkerLimits limits,
      RunbookShelf runbooks,
      Premises premises) {
    WorkerFactory factory = WorkerFactory.newInstance(client, factoryOptions(limits, premises));
    UnaryOperator<String> queue = premises.queue();
    WorkflowSlots slots = new WorkflowSlots(limits.tasks());
    Worker rotation =
        factory.newWorker(
            queue.apply(RotationWorkflow.TASK_QUEUE), rotationOptions(limits, slots, premises));
    rotation.registerWorkflowImplementationTypes(RotationWorkflowImpl.class);
    rotation.registerActivitiesImplementations(new RotationActivitiesAdapter(functions));
    Worker sweep = factory.newWorker(queue.apply(SweepWorkflow.TASK_QUEUE), sweepOptions());
    sweep.registerWorkflowImplementationTypes(SweepWorkflowImpl.class);
    sweep.registerActivitiesImplementations(
        new SweepActivitiesAdapter(functions, client, slots::awaitFree));
    Worker trigger = factory.newWorker(queue.apply(TriggerWorkflow.TASK_QUEUE), triggerOptions());
    trigger.registerWorkflowImplementationTypes(TriggerWorkflowImpl.class);
    trigger.registerActivitiesImplementations(
        new TriggerActivitiesAdapter(functions, client, runbooks));
    respond(factory, functions, client, premises);
    rollOver(factory, functions, premises);
    factory.start();
    return new RekeyWorker(factory);
  }

  private static WorkerFactoryOptions factoryOptions(WorkerLimits limits, Premises premises) {
    return WorkerFactoryOptions.newBuilder()
        .setWorkflowCacheSize(limits.cached())
        .setMaxWorkflowThreadCount(limits.cached() + limits.tasks())
        .setUsingVirtualWorkflowThreads(premises.light())
        .setWorkerInterceptors(premises.interceptors().toArray(WorkerInterceptor[]::new))
        .build();
  }

  /** A response has slots of its own: no campaign of rotations is ever before it. */
  private static void respond(
      WorkerFactory factory, FunctionInvoker functions, WorkflowClient client, Premises premises) {
    Worker response =
        factory.newWorker(
            premises.queue().apply(ResponseWorkflow.TASK_QUEUE),
            WorkerOptions.newBuilder()
                .setMaxConcurrentWorkflowTaskExecutionSize(RESPONSES)
                .setMaxConcurrentActivityExecutionSize(premises.responses())
                .setStickyQueueScheduleToStartTimeout(premises.sticky())
                .setUsingVirtualThreads(premises.light())
                .setMaxConcurrentWorkflowTaskPollers(2)
                .setMaxConcurrentActivityTaskPollers(4)
                .build());
    response.registerWorkflowImplementationTypes(ResponseWorkflowImpl.class);
    response.registerActivitiesImplementations(
        new ResponseActivitiesAdapter(functions),
        new OuterControlActivitiesAdapter(functions),
        new IncidentActivitiesAdapter(functions, client),
        new NoticeActivitiesAdapter(functions));
  }

  private static void rollOver(
      WorkerFactory factory, FunctionInvoker functions, Premises premises) {
    Worker rollover =
        factory.newWorker(premises.queue().apply(RolloverWorkflow.TASK_QUEUE), sweepOptions());
    rollover.registerWorkflowImplementationTypes(RolloverWorkflowImpl.class);
    rollover.registerActivitiesImplementations(
        new RolloverActivitiesAdapter(functions), new NoticeActivitiesAdapter(functions));
  }

  /** Stops taking work, lets running steps end for a while, then leaves them to the next worker. */
  @Override
  public void close() {
    factory.shutdown();
    factory.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
    factory.shutdownNow();
  }

  /** Ends at once, as a crash would: for tests and demonstrations. */
  public void kill() {
    factory.shutdownNow();
  }

  private static WorkerOptions rotationOptions(
      WorkerLimits limits, WorkflowSlots slots, Premises premises) {
    return WorkerOptions.newBuilder()
        .setStickyQueueScheduleToStartTimeout(premises.sticky())
        .setUsingVirtualThreads(premises.light())
        .setWorkerTuner(
            new CompositeTuner(
                slots,
                new FixedSizeSlotSupplier<>(limits.rotations()),
                new FixedSizeSlotSupplier<>(limits.rotations()),
                new FixedSizeSlotSupplier<>(1)))
        .setMaxConcurrentWorkflowTaskPollers(limits.pollers())
        .setMaxConcurrentActivityTaskPollers(2)
        .build();
  }

  private static WorkerOptions sweepOptions() {
    return WorkerOptions.newBuilder()
        .setMaxConcurrentWorkflowTaskExecutionSize(2)
        .setMaxConcurrentActivityExecutionSize(2)
        .setMaxConcurrentWorkflowTaskPollers(2)
        .setMaxConcurrentActivityTaskPollers(1)
        .build();
  }

  /** Few, but enough that signals do not wait for one whose routine rotation must make way. */
  private static WorkerOptions triggerOptions() {
    return WorkerOptions.newBuilder()
        .setMaxConcurrentWorkflowTaskExecutionSize(4)
        .setMaxConcurrentActivityExecutionSize(32)
        .setMaxConcurrentWorkflowTaskPollers(2)
        .setMaxConcurrentActivityTaskPollers(2)
        .build();
  }
}
