package dev.rekey.console.embedded;

import dev.rekey.console.embedded.temporal.TemporalService;
import dev.rekey.console.runbook.Runbooks;
import dev.rekey.workflows.sweep.SweepBudget;
import dev.rekey.workflows.worker.FunctionInvoker;
import dev.rekey.workflows.worker.Registration;
import dev.rekey.workflows.worker.RekeyWorker;
import dev.rekey.workflows.worker.Schedules;
import dev.rekey.workflows.worker.WorkerLimits;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who works by themselves, on Temporal: the worker and the sweep. Where Temporal does not answer
 * they begin as soon as it does, and the door opens all the same: a signal of a leak is accepted
 * meanwhile, and people are paged.
 */
final class Workforce {
  private static final Logger LOG = LoggerFactory.getLogger(Workforce.class);
  private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);
  private static final Duration TRY_EVERY = Duration.ofSeconds(2);
  private static final Set<Status.Code> AWAY =
      Set.of(Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED);

  private final Closing closing;
  private final ServerSettings settings;
  private final DataFolder folder;
  private final TemporalService temporal;
  private final WorkflowClient client;
  private Optional<WorkerProcess> process = Optional.empty();
  private boolean begun;

  Workforce(
      Closing closing,
      ServerSettings settings,
      DataFolder folder,
      TemporalService temporal,
      WorkflowClient client) {
    this.closing = closing;
    this.settings = settings;
    this.folder = folder;
    this.temporal = temporal;
    this.client = client;
  }

  /** Makes Temporal ready for what others bring. */
  void prepare() {
    Registration.ensureSearchAttributes(client);
  }

  /** Begins: now, or as soon as Temporal answers. */
  void begin(FunctionInvoker functions) {
    try {
      tryToBegin(functions);
    } catch (StatusRuntimeException e) {
      if (!AWAY.contains(e.getStatus().getCode())) {
        throw e;
      }
      LOG.warn("{} does not answer; work begins when it does", temporal.description());
      closing.last(
          "beginning of work",
          new Metronome("beginning of work", TRY_EVERY, () -> tryToBegin(functions)));
    }
  }

  private synchronized void tryToBegin(FunctionInvoker functions) {
    if (!begun) {
      prepare();
      sweepOnTime();
      if (settings.separateWorker()) {
        startProcess();
      } else {
        closing.last(
            "worker", RekeyWorker.start(client, functions, WorkerLimits.DEFAULT, Runbooks.load()));
      }
      begun = true;
    }
  }

  private void sweepOnTime() {
    Schedules schedules = new Schedules(client);
    if (!temporal.schedules() || !schedules.sweepEvery(SWEEP_EVERY, SweepBudget.DEFAULT)) {
      closing.last(
          "sweep timer",
          new Metronome("sweep", SWEEP_EVERY, () -> schedules.sweepNow(SweepBudget.DEFAULT)));
    }
  }

  synchronized Optional<WorkerProcess> process() {
    return process;
  }

  synchronized WorkerProcess startProcess() {
    WorkerProcess fresh = closing.last("worker", WorkerProcess.start(folder, settings));
    process = Optional.of(fresh);
    return fresh;
  }
}
