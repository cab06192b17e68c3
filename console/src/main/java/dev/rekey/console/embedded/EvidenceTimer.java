package dev.rekey.console.embedded;

import dev.rekey.console.embedded.wiring.EmbeddedFunctions;
import dev.rekey.console.embedded.wiring.WayToFunctions;
import dev.rekey.workflows.worker.FunctionInvoker;
import java.time.Duration;

/** Has the evidence log kept, where no schedule of AWS does so. */
final class EvidenceTimer {
  private static final Duration EVERY = Duration.ofSeconds(10);

  private EvidenceTimer() {}

  /** Starts it; gives what has the log kept at once. */
  static Runnable start(WayToFunctions way, FunctionInvoker functions, Closing closing) {
    Runnable keep = () -> functions.invoke(EmbeddedFunctions.EVIDENCE, new byte[0]);
    return switch (way) {
      case LAMBDA -> () -> {};
      case IN_PROCESS -> {
        closing.last("evidence", keep::run); // what came in last is signed before we go
        closing.last("evidence timer", new Metronome("evidence", EVERY, keep));
        yield keep;
      }
    };
  }
}
