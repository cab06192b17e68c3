package dev.rekey.exercise.clock;

import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The time within one workflow, and what the workflow waits for. It stands still between two
 * events, and each event carries its time into the history, so that a replay sees the same.
 */
final class WorkflowTime {
  private final WorkflowOutboundCallsInterceptor next;
  private final ExerciseClock clock;
  private final List<Timer> timers = new ArrayList<>();
  private final Set<String> calls = new HashSet<>();
  private final Set<String> children = new HashSet<>();
  private final Set<String> updates = new HashSet<>();
  private int errands;
  private int called;
  private long now;

  /** A timer of the workflow. */
  record Timer(long due, CompletablePromise<Void> promise) {
    boolean rang() {
      return promise.isCompleted();
    }
  }

  WorkflowTime(WorkflowOutboundCallsInterceptor next, ExerciseClock clock, long began) {
    this.next = next;
    this.clock = clock;
    this.now = began;
  }

  long now() {
    return now;
  }

  /** Something came from outside: it is as late as it is. */
  void sync() {
    now = Math.max(now, next.sideEffect(Long.class, Long.class, clock::millis));
  }

  /** The clock says how late it is, and what is due rings, the earliest first. */
  void tick(long time) {
    now = Math.max(now, time);
    List<Timer> due =
        timers.stream()
            .filter(timer -> timer.due() <= now)
            .sorted(Comparator.comparingLong(Timer::due))
            .toList();
    timers.removeAll(due);
    due.stream().filter(timer -> !timer.rang()).forEach(timer -> timer.promise().complete(null));
  }

  Timer timer(Duration delay) {
    Timer timer = new Timer(now + Math.max(0, delay.toMillis()), Workflow.newPromise());
    if (timer.due() <= now) {
      timer.promise().complete(null);
    } else {
      timers.add(timer);
    }
    return timer;
  }

  void forget(Timer timer) {
    timers.remove(timer);
  }

  /** The name of the next call, by which it is known everywhere in the exercise. */
  String call(String workflow, String activity) {
    called++;
    String call = workflow + "#" + "%06d".formatted(called) + " " + activity;
    calls.add(call);
    return call;
  }

  void answered(String call) {
    calls.remove(call);
  }

  void childIsUnderWay(String child) {
    children.add(child);
  }

  void childEnded(String child) {
    children.remove(child);
  }

  void sentOut() {
    errands++;
  }

  void arrived() {
    errands--;
  }

  void begin(String update) {
    updates.add(update);
  }

  void end(String update) {
    updates.remove(update);
  }

  WorkflowStanding standing() {
    Optional<Long> due =
        timers.stream().filter(timer -> !timer.rang()).map(Timer::due).min(Long::compareTo);
    return new WorkflowStanding(due, calls, children, errands, updates);
  }
}
