package dev.rekey.workflows.worker;

import dev.rekey.workflows.rotation.Started;
import dev.rekey.workflows.sweep.SweepBudget;
import dev.rekey.workflows.sweep.SweepWorkflow;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.schedules.Schedule;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleException;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleUpdate;
import java.time.Duration;
import java.util.List;

/** When sweeps run. */
public final class Schedules {
  /** The schedule's id. */
  public static final String ID = "rekey-sweep";

  /** A sweep looks at everything that is due, so one that was missed need not be caught up with. */
  private static final Duration CATCH_UP = Duration.ofMinutes(1);

  /** A sweep that takes longer has lost its way; the next begins anew. */
  private static final Duration LONGEST_SWEEP = Duration.ofDays(1);

  private final WorkflowClient client;

  /** Takes the server. */
  public Schedules(WorkflowClient client) {
    this.client = client;
  }

  /**
   * Creates the schedule of the sweep, or brings it up to date.
   *
   * @param every how often
   * @return whether the server keeps the time; if it knows no schedules, the caller's own timer
   *     must call {@link #sweepNow}
   */
  public boolean sweepEvery(Duration every, SweepBudget budget) {
    Schedule schedule = schedule(every, budget);
    ScheduleClient schedules =
        ScheduleClient.newInstance(
            client.getWorkflowServiceStubs(),
            ScheduleClientOptions.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setDataConverter(client.getOptions().getDataConverter())
                .build());
    try {
      schedules.createSchedule(ID, schedule, ScheduleOptions.newBuilder().build());
    } catch (ScheduleAlreadyRunningException there) {
      schedules.getHandle(ID).update(old -> new ScheduleUpdate(schedule));
    } catch (ScheduleException refused) {
      return knowsSchedules(refused);
    }
    return true;
  }

  /** Starts a sweep, unless one that was started so still runs. Answers its workflow id. */
  public String sweepNow(SweepBudget budget) {
    return startSweep(budget).workflowId();
  }

  /** Starts a sweep, or joins one that was started so and still runs. */
  Started startSweep(SweepBudget budget) {
    try {
      WorkflowExecution run =
          client
              .newUntypedWorkflowStub(SweepWorkflow.class.getSimpleName(), options())
              .start(budget);
      return new Started(SweepWorkflow.ID, run.getRunId(), false);
    } catch (WorkflowExecutionAlreadyStarted running) {
      return new Started(SweepWorkflow.ID, running.getExecution().getRunId(), true);
    }
  }

  private static boolean knowsSchedules(ScheduleException refused) {
    if (refused.getCause() instanceof StatusRuntimeException status
        && status.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
      return false;
    }
    throw refused;
  }

  private static Schedule schedule(Duration every, SweepBudget budget) {
    return Schedule.newBuilder()
        .setAction(
            ScheduleActionStartWorkflow.newBuilder()
                .setWorkflowType(SweepWorkflow.class)
                .setArguments(budget)
                .setOptions(options())
                .build())
        .setSpec(
            ScheduleSpec.newBuilder()
                .setIntervals(List.of(new ScheduleIntervalSpec(every)))
                .setJitter(every.dividedBy(10))
                .build())
        .setPolicy(
            SchedulePolicy.newBuilder()
                .setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_SKIP)
                .setCatchupWindow(CATCH_UP)
                .build())
        .build();
  }

  private static WorkflowOptions options() {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(SweepWorkflow.ID)
        .setTaskQueue(SweepWorkflow.TASK_QUEUE)
        .setWorkflowRunTimeout(LONGEST_SWEEP)
        .build();
  }
}
