package dev.rekey.console.demo;

import dev.rekey.console.embedded.EmbeddedRuntime;
import dev.rekey.console.embedded.ServerMain;
import dev.rekey.console.embedded.ServerSettings;
import dev.rekey.console.embedded.WorkerProcess;
import dev.rekey.console.embedded.wiring.EmbeddedFunctions;
import dev.rekey.console.embedded.wiring.Foundation;
import dev.rekey.workflows.worker.RekeyWorker;
import dev.rekey.workflows.worker.WorkerLimits;
import java.util.Optional;

/**
 * The worker that the demo kills. With a real Temporal server it is a process of its own, which
 * dies by kill -9; the server inside this process does not notice the death of another one in time,
 * so there the worker is in this process too, and dies by dropping everything it does.
 */
abstract sealed class DemoWorker implements AutoCloseable {
  /** Starts the first worker. */
  static DemoWorker start(EmbeddedRuntime runtime, ServerSettings settings) {
    DemoWorker worker =
        runtime.temporal().durable() ? new OfItsOwn(runtime) : new InThisProcess(runtime, settings);
    worker.restart();
    return worker;
  }

  /** Starts a new one. */
  abstract void restart();

  /** Ends the running one at once; gives what happened, in words. */
  abstract String kill();

  /** What the running one is called. */
  abstract String name();

  @Override
  public abstract void close();

  /** A process. */
  private static final class OfItsOwn extends DemoWorker {
    private final EmbeddedRuntime runtime;

    OfItsOwn(EmbeddedRuntime runtime) {
      this.runtime = runtime;
    }

    private WorkerProcess process() {
      return runtime.workerProcess().orElseThrow();
    }

    @Override
    void restart() {
      runtime.startWorkerProcess();
    }

    @Override
    String kill() {
      process().kill();
      return "KILL -9: " + name() + " is gone, nobody rotates";
    }

    @Override
    String name() {
      return "worker process " + process().pid();
    }

    @Override
    public void close() {
      // The runtime stops it.
    }
  }

  /** Threads of this process. */
  private static final class InThisProcess extends DemoWorker {
    private final EmbeddedRuntime runtime;
    private final ServerSettings settings;
    private Optional<RekeyWorker> worker = Optional.empty();

    InThisProcess(EmbeddedRuntime runtime, ServerSettings settings) {
      this.runtime = runtime;
      this.settings = settings;
    }

    @Override
    void restart() {
      Foundation foundation = runtime.foundation();
      worker =
          Optional.of(
              RekeyWorker.start(
                  runtime.client(),
                  EmbeddedFunctions.of(foundation, ServerMain.EQUIPMENT.make(foundation, settings)),
                  WorkerLimits.DEFAULT));
    }

    @Override
    String kill() {
      worker.ifPresent(RekeyWorker::kill);
      return "KILL: " + name() + " dropped all it did, nobody rotates";
    }

    @Override
    String name() {
      return "the worker (in this process, for want of a 'temporal' program on the PATH)";
    }

    @Override
    public void close() {
      worker.ifPresent(RekeyWorker::kill);
    }
  }
}
