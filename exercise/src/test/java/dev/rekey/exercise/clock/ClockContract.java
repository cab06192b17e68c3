package dev.rekey.exercise.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the clock of an exercise keeps, on whichever Temporal server. */
abstract class ClockContract {
  ClockedWorld world;

  abstract WorkflowServiceStubs server();

  abstract Duration sticky();

  @BeforeEach
  void open() {
    world = new ClockedWorld(server(), UUID.randomUUID().toString(), sticky());
  }

  @AfterEach
  void close() {
    world.close();
  }

  private List<String> played(String plot) {
    world.begin("story", plot);
    return world.end("story");
  }

  @Test
  void days_pass_in_no_time_and_each_event_has_its_own() {
    assertThat(played("sleep P30D;await PT5S;call a:3S;sleep PT1S"))
        .containsExactly(
            "2592000 sleep",
            "2592005 await false",
            "2592005 await",
            "2592008 a",
            "2592008 call",
            "2592009 sleep");
  }

  @Test
  void what_fails_is_tried_again_after_rests_of_the_exercise() {
    assertThat(played("call a:2S:2")).containsExactly("36 a", "36 call");
    // two seconds, ten of rest, two, twenty of rest, two
  }

  @Test
  void what_must_not_be_tried_again_is_not() {
    assertThat(played("call a:1S:0:x")).containsExactly("1 a:1S:0:x refused REFUSED", "1 call");
  }

  @Test
  void attempts_end_with_their_patience_and_all_of_them_with_theirs() {
    assertThat(played("call a:90S"))
        .containsExactly("450 a:90S TIMEOUT_TYPE_START_TO_CLOSE", "450 call");
  }

  @Test
  void what_runs_within_a_workflow_task_has_the_same_time() {
    assertThat(played("local a:3S;local b:30S"))
        .containsExactly("3 a", "3 local", "44 b:30S TIMEOUT_TYPE_START_TO_CLOSE", "44 local");
  }

  @Test
  void those_that_run_beside_each_other_end_in_their_order() {
    assertThat(played("beside slow:30S quick:2S middle:7S"))
        .containsExactly("2 quick", "7 middle", "30 slow", "30 beside");
  }

  @Test
  void a_call_that_is_cancelled_between_two_attempts_ends_there() {
    assertThat(played("cancel a:1S:9")).containsExactly("5 a:1S:9 CanceledFailure", "6 cancel");
  }

  @Test
  void a_child_lives_by_the_same_clock_and_apart_from_what_is_real() {
    assertThat(played("sleep PT10S;child younger stories sleep_PT1H+call_a:3S;sleep PT1S"))
        .containsExactly(
            "10 sleep", "3613 3600 sleep 3603 a 3603 call", "3613 child", "3614 sleep");
    assertThat(world.story("younger").told()).hasSize(3);
  }

  @Test
  void what_an_exercise_starts_is_marked_and_has_ids_and_queues_of_its_own() {
    played("sleep PT1S");
    WorkflowExecutionDescription seen =
        world.real().newUntypedWorkflowStub(world.temporal().apart().workflow("story")).describe();
    assertThat(seen.getTaskQueue()).startsWith("exercise/").endsWith("/" + Story.QUEUE);
    assertThat(seen.getMemo("EXERCISE", String.class)).isNotNull();
    assertThatThrownBy(() -> world.real().newUntypedWorkflowStub("story").describe())
        .isInstanceOf(WorkflowNotFoundException.class);
  }

  @Test
  void what_is_open_when_an_exercise_is_over_does_not_stay_open() {
    world.begin("story", "sleep PT1S;hear never");
    assertThat(world.end("story")).containsExactly("1 sleep");
    world.temporal().end();
    assertThat(statusOf("story"))
        .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED);
    world.temporal().end();
  }

  WorkflowExecutionStatus statusOf(String story) {
    return world
        .real()
        .newUntypedWorkflowStub(world.temporal().apart().workflow(story))
        .describe()
        .getStatus();
  }

  @Test
  void a_signal_comes_at_its_time() {
    world
        .temporal()
        .agenda()
        .at(ClockedWorld.START.plusSeconds(90), () -> world.story("story").hear("now"));
    assertThat(played("await PT1H;sleep PT1S"))
        .containsExactly("90 heard now", "90 await true", "90 await", "91 sleep");
  }

  @Test
  void a_person_waits_for_an_answer_while_time_goes_on() {
    List<String> answers = new ArrayList<>();
    world
        .temporal()
        .agenda()
        .at(
            ClockedWorld.START.plusSeconds(60),
            () ->
                world
                    .temporal()
                    .clock()
                    .begin(
                        "ann",
                        () -> {
                          answers.add(world.story("story").ask("x:20S"));
                          world.temporal().clock().pass(Duration.ofSeconds(5));
                          world.story("story").hear("done");
                        }));
    assertThat(played("hear done")).containsExactly("80 asked x", "85 heard done", "85 hear");
    assertThat(answers).containsExactly("x");
  }

  @Test
  void a_worker_that_dies_costs_the_time_until_somebody_notices() {
    world.temporal().agenda().at(ClockedWorld.START.plusSeconds(20), world::replaceWorker);
    assertThat(played("call a:5S;sleep PT5S;call b:30S;sleep PT1S"))
        .containsExactly("5 a", "5 call", "10 sleep", "75 b", "75 call", "76 sleep");
    // dead at 20, noticed 15 later, ten of rest, thirty to run
  }

  @Test
  void a_call_dies_with_its_worker_also_while_only_threads_of_its_own_wait() {
    world.temporal().agenda().at(ClockedWorld.START.plusSeconds(20), world::replaceWorker);
    assertThat(played("call a:5S;sleep PT5S;call threads:30S;sleep PT1S"))
        .containsExactly("5 a", "5 call", "10 sleep", "75 threads", "75 call", "76 sleep");
    assertThat(world.waited()).isEqualTo(2);
  }

  @Test
  void the_same_exercise_happens_the_same_way_again() {
    String plot = "beside a:3S:1 b:3S:1 c:3S d:3S:2;sleep PT1M;beside e:1S f:1S g:1S";
    List<String> first = played(plot);
    world.close();
    world = new ClockedWorld(server(), UUID.randomUUID().toString(), sticky());
    assertThat(played(plot)).isEqualTo(first);
  }

  @Test
  void a_query_is_answered_after_everything_that_came_before() {
    world.begin("story", "hear end");
    for (int i = 0; i < 50; i++) {
      world.story("story").hear("word " + i);
      assertThat(world.story("story").told()).hasSize(i + 1);
    }
  }
}
