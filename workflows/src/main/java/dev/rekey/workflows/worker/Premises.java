package dev.rekey.workflows.worker;

import io.temporal.common.interceptors.WorkerInterceptor;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Where a worker works. All but one are for those who rehearse: the same workflows and activities,
 * apart from what is real.
 *
 * @param queue the name of a task queue there
 * @param interceptors what is around everything that runs there
 * @param responses calls of a response at once
 * @param sticky how long a workflow's task waits for the worker that remembers it
 * @param light whether workflows and calls have virtual threads: those of a rehearsal only hand
 *     over to each other, which costs the system more time than they work
 */
public record Premises(
    UnaryOperator<String> queue,
    List<WorkerInterceptor> interceptors,
    int responses,
    Duration sticky,
    boolean light) {
  /** Where it is no rehearsal. */
  public static final Premises REAL =
      new Premises(UnaryOperator.identity(), List.of(), 32, Duration.ofSeconds(5), false);

  /** Where it is one. */
  public static Premises rehearsed(
      UnaryOperator<String> queue,
      List<WorkerInterceptor> interceptors,
      int responses,
      Duration sticky) {
    return new Premises(queue, interceptors, responses, sticky, true);
  }

  /** Copies the list. */
  public Premises {
    interceptors = List.copyOf(interceptors);
  }
}
