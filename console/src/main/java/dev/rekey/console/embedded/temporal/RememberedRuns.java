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

  /** The last task of a run, and the worker that has it. */
  private record Task(ByteString token, String worker, boolean completed) {}

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
    boolean remembers = remembers(run, worker);
    if (isMadeUp(task)) {
      forget(run);
      return task;
    }
    if (!task.hasQuery()) {
      give(run, new Task(task.getTaskToken(), worker, false));
    }
    return remembers ? onlyNew(task) : task;
  }

  /** The test server makes up a task of its own for some questions, which no history ever has. */
  private static boolean isMadeUp(PollWorkflowTaskQueueResponse task) {
    List<HistoryEvent> events = task.getHistory().getEventsList();
    return !task.hasQuery()
        && !events.isEmpty()
        && events.getLast().getEventId() != task.getStartedEventId();
  }

  private boolean remembers(String run, String worker) {
    Task task = last.get(run);
    return task != null && task.completed() && task.worker().equals(worker);
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
    if (!task.hasQuery()) {
      task.getHistory().getEventsList().stream()
          .filter(event -> event.getEventId() > task.getPreviousStartedEventId())
          .forEach(rest::addEvents);
    }
    return task.toBuilder().setHistory(rest).build();
  }

  /** A worker says that it has done a task, and keeps the run in mind. */
  synchronized void completed(ByteString token) {
    String run = runs.get(token);
    if (run != null) {
      last.computeIfPresent(run, (id, task) -> new Task(token, task.worker(), true));
    }
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
