package dev.rekey.console.embedded.temporal;

import com.google.protobuf.ByteString;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which worker remembers a run of a workflow: the one that completed the run's last task. It is
 * sent what is new, and anybody else the whole history. One that forgot the run meanwhile asks for
 * the whole.
 */
final class RememberedRuns {
  /** Runs beyond that are replayed from their beginning, the oldest first. */
  private static final int MOST = 10_000;

  private final Map<String, Task> last = new LinkedHashMap<>();
  private final Map<ByteString, String> runs = new HashMap<>();
  private final Map<ByteString, Asked> asked = new HashMap<>();

  /**
   * The last task of a run.
   *
   * @param worker who has it
   * @param whole whether it came with the whole history, so that nothing was remembered before
   * @param spoilt whether the worker may remember an older state once it has done it
   * @param completed whether the worker has done it
   */
  private record Task(
      ByteString token, String worker, boolean whole, boolean spoilt, boolean completed) {
    boolean remembered(String by) {
      return worker.equals(by) && !spoilt && (completed || !whole);
    }

    Task spoiltFor(String by) {
      return new Task(token, worker, whole, spoilt || worker.equals(by), completed);
    }

    Task done() {
      return new Task(token, worker, whole, spoilt, true);
    }
  }

  /** A question with the whole history, after which a worker remembers the run as it was then. */
  private record Asked(String run, String worker) {}

  /**
   * A worker gets a task or a question, and of the history what it lacks.
   *
   * @param worker the key of this very worker; without one, nobody knows what it remembers
   */
  synchronized PollWorkflowTaskQueueResponse given(
      PollWorkflowTaskQueueResponse task, String worker) {
    String run = task.getWorkflowExecution().getRunId();
    if (run.isEmpty() || worker.isEmpty()) {
      return task;
    }
    return task.hasQuery() ? question(task, run, worker) : task(task, run, worker);
  }

  /** What a question brings is as old as the question; a task may have been done meanwhile. */
  private PollWorkflowTaskQueueResponse question(
      PollWorkflowTaskQueueResponse question, String run, String worker) {
    Task task = last.get(run);
    if (task != null && task.remembered(worker)) {
      return question.toBuilder().clearHistory().build();
    }
    asked.put(question.getTaskToken(), new Asked(run, worker));
    last.computeIfPresent(run, (id, given) -> given.spoiltFor(worker));
    return question;
  }

  private PollWorkflowTaskQueueResponse task(
      PollWorkflowTaskQueueResponse task, String run, String worker) {
    if (isMadeUp(task)) {
      forget(run);
      return task;
    }
    Task before = last.get(run);
    boolean remembered = before != null && before.completed() && before.remembered(worker);
    boolean spoilt = asked.containsValue(new Asked(run, worker));
    give(run, new Task(task.getTaskToken(), worker, !remembered, spoilt, false));
    return remembered ? onlyNew(task) : task;
  }

  /** The test server makes up a task of its own for some questions, which no history ever has. */
  private static boolean isMadeUp(PollWorkflowTaskQueueResponse task) {
    List<HistoryEvent> events = task.getHistory().getEventsList();
    return !events.isEmpty() && events.getLast().getEventId() != task.getStartedEventId();
  }

  private void give(String run, Task task) {
    forget(run);
    last.put(run, task);
    runs.put(task.token(), run);
    if (last.size() > MOST) {
      forget(last.keySet().iterator().next());
    }
  }

  private static PollWorkflowTaskQueueResponse onlyNew(PollWorkflowTaskQueueResponse task) {
    History.Builder rest = History.newBuilder();
    task.getHistory().getEventsList().stream()
        .filter(event -> event.getEventId() > task.getPreviousStartedEventId())
        .forEach(rest::addEvents);
    return task.toBuilder().setHistory(rest).build();
  }

  /** A worker says that it has done a task, and keeps the run in mind. */
  synchronized void completed(ByteString token) {
    String run = runs.get(token);
    if (run != null) {
      last.computeIfPresent(run, (id, task) -> task.done());
    }
  }

  /** A worker answers a question. */
  synchronized void answered(ByteString token) {
    asked.remove(token);
  }

  /** It came to nothing: it failed, or was not taken. */
  synchronized void failed(ByteString token) {
    String run = runs.get(token);
    if (run != null) {
      forget(run);
    }
  }

  /** Whoever remembers this run forgets it. */
  synchronized void forget(String run) {
    Task task = last.remove(run);
    if (task != null) {
      runs.remove(task.token());
    }
  }
}
