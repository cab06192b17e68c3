package dev.rekey.console.embedded.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.query.v1.WorkflowQuery;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Who is sent how much of a history. */
class RememberedRunsTest {
  private static final String ANN = "ann";
  private static final String BOB = "bob";

  private final RememberedRuns runs = new RememberedRuns();

  @Test
  void who_did_the_last_task_is_sent_what_came_since() {
    assertThat(given(task(3, 0), ANN)).containsExactly(1L, 2L, 3L);
    runs.completed(token(3));
    assertThat(given(task(7, 3), ANN)).containsExactly(4L, 5L, 6L, 7L);
    runs.completed(token(7));
    assertThat(given(question("q", 8), ANN)).isEmpty();
    assertThat(given(task(11, 7), BOB)).hasSize(11);
    runs.completed(token(11));
    assertThat(given(task(15, 11), ANN)).hasSize(15);
  }

  @Test
  void whose_task_came_to_nothing_is_sent_all_of_it() {
    assertThat(given(task(3, 0), ANN)).hasSize(3);
    assertThat(given(task(3, 0), ANN)).hasSize(3); // it did not answer in time
    runs.completed(token(3));
    runs.failed(token(3));
    assertThat(given(task(7, 3), ANN)).hasSize(7);
    runs.completed(token(7));
    runs.forget("run");
    assertThat(given(task(11, 7), ANN)).hasSize(11);
  }

  @Test
  void a_worker_that_nobody_can_tell_from_others_is_sent_all_of_it() {
    assertThat(given(task(3, 0), "")).hasSize(3);
    runs.completed(token(3));
    assertThat(given(task(7, 3), "")).hasSize(7);
  }

  @Test
  void a_question_from_before_a_task_does_not_take_its_place_in_a_workers_mind() {
    assertThat(given(task(3, 0), ANN)).hasSize(3);
    runs.completed(token(3));
    assertThat(given(task(7, 3), ANN)).hasSize(4);
    assertThat(given(question("asked before", 4), ANN)).isEmpty();
    runs.completed(token(7));
    assertThat(given(task(11, 7), ANN)).hasSize(4);
  }

  @Test
  void after_a_question_that_came_with_all_of_it_beside_a_task_the_next_task_does_as_well() {
    assertThat(given(task(3, 0), ANN)).hasSize(3);
    assertThat(given(question("beside it", 2), ANN)).hasSize(2);
    runs.answered(ByteString.copyFromUtf8("beside it"));
    runs.completed(token(3));
    assertThat(given(question("later", 4), ANN)).hasSize(4);
    runs.answered(ByteString.copyFromUtf8("later"));
    assertThat(given(task(7, 3), ANN)).hasSize(7);
    runs.completed(token(7));
    assertThat(given(task(11, 7), ANN)).hasSize(4);
  }

  @Test
  void a_question_that_came_with_all_of_it_and_is_not_answered_yet_spoils_the_next_task() {
    assertThat(given(question("slow", 3), ANN)).hasSize(3);
    assertThat(given(task(7, 3), ANN)).hasSize(7);
    runs.completed(token(7));
    assertThat(given(task(11, 7), ANN)).hasSize(11);
    runs.answered(ByteString.copyFromUtf8("slow"));
    assertThat(given(task(15, 11), ANN)).hasSize(15);
    runs.completed(token(15));
    assertThat(given(task(19, 15), ANN)).hasSize(4);
  }

  @Test
  void what_the_server_made_up_is_remembered_by_nobody() {
    assertThat(given(task(3, 0), ANN)).hasSize(3);
    runs.completed(token(3));
    PollWorkflowTaskQueueResponse real = task(5, 3);
    assertThat(given(real.toBuilder().setStartedEventId(6).build(), ANN)).hasSize(5);
    runs.completed(token(5));
    assertThat(given(task(7, 3), ANN)).hasSize(7);
  }

  private List<Long> given(PollWorkflowTaskQueueResponse task, String worker) {
    return runs.given(task, worker).getHistory().getEventsList().stream()
        .map(HistoryEvent::getEventId)
        .toList();
  }

  private static ByteString token(long started) {
    return ByteString.copyFromUtf8("task " + started);
  }

  private static PollWorkflowTaskQueueResponse task(long started, long before) {
    return events(started)
        .setTaskToken(token(started))
        .setStartedEventId(started)
        .setPreviousStartedEventId(before)
        .build();
  }

  private static PollWorkflowTaskQueueResponse question(String token, long events) {
    return events(events)
        .setTaskToken(ByteString.copyFromUtf8(token))
        .setQuery(WorkflowQuery.newBuilder().setQueryType("standing"))
        .build();
  }

  private static PollWorkflowTaskQueueResponse.Builder events(long last) {
    History.Builder history = History.newBuilder();
    LongStream.rangeClosed(1, last)
        .mapToObj(id -> HistoryEvent.newBuilder().setEventId(id))
        .forEach(history::addEvents);
    return PollWorkflowTaskQueueResponse.newBuilder()
        .setWorkflowExecution(WorkflowExecution.newBuilder().setRunId("run"))
        .setHistory(history);
  }
}
