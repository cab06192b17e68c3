package dev.rekey.console.demo;

import dev.rekey.console.embedded.EmbeddedRuntime;
import dev.rekey.console.embedded.ServerMain;
import dev.rekey.console.embedded.ServerSettings;
import dev.rekey.console.embedded.WorkerProcess;
import dev.rekey.console.embedded.wiring.EmbeddedFunctions;
import dev.rekey.console.embedded.wiring.Foundation;
import dev.rekey.workflows.worker.FunctionInvoker;
import dev.rekey.workflows.worker.FunctionLostException;
import dev.rekey.workflows.worker.RekeyWorker;
import dev.rekey.workflows.worker.WorkerLimits;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the demo kills. With a real Temporal server it is a worker process, which dies by kill -9.
 * The server inside this process is not told of dead workers, so there the functions die instead:
 * their effects stay, their answers are lost.
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

  /** The functions behind a worker of this process. */
  private static final class InThisProcess extends DemoWorker {
    private final AtomicBoolean dead = new AtomicBoolean();
    private final RekeyWorker worker;

    InThisProcess(EmbeddedRuntime runtime, ServerSettings settings) {
      Foundation foundation = runtime.foundation();
      FunctionInvoker functions =
          EmbeddedFunctions.of(foundation, ServerMain.EQUIPMENT.make(foundation, settings));
      this.worker =
          RekeyWorker.start(
              runtime.client(),
              (function, payload) -> {
                if (dead.get()) {
                  throw FunctionLostException.unknown(function);
                }
                byte[] answer = functions.invoke(function, payload);
                if (dead.get()) { // it died after the effect, before the reply
                  throw FunctionLostException.unknown(function);
                }
                return answer;
              },
              WorkerLimits.DEFAULT);
    }

    @Override
    void restart() {
      dead.set(false);
    }

    @Override
    String kill() {
      dead.set(true);
      return "every function is dead, effects and answers are lost (with a 'temporal' program on the"
          + " PATH, the worker process is killed instead)";
    }

    @Override
    String name() {
      return "the functions";
    }

    @Override
    public void close() {
      worker.kill();
    }
  }
}
