package dev.rekey.console.demo;

import dev.rekey.console.embedded.EmbeddedRuntime;
import dev.rekey.console.embedded.WorkerProcess;

/** What the demo kills: a worker process, which dies by kill -9. The runtime stops the last one. */
final class DemoWorker {
  private final EmbeddedRuntime runtime;

  private DemoWorker(EmbeddedRuntime runtime) {
    this.runtime = runtime;
  }

  /** Starts the first worker. */
  static DemoWorker start(EmbeddedRuntime runtime) {
    DemoWorker worker = new DemoWorker(runtime);
    worker.restart();
    return worker;
  }

  /** Starts a new one. */
  void restart() {
    runtime.startWorkerProcess();
  }

  /** Ends the running one at once; gives what happened, in words. */
  String kill() {
    String killed = name();
    process().kill();
    return "KILL -9: " + killed + " is gone, nobody rotates";
  }

  /** What the running one is called. */
  String name() {
    return "worker process " + process().pid();
  }

  private WorkerProcess process() {
    return runtime.workerProcess().orElseThrow();
  }
}
