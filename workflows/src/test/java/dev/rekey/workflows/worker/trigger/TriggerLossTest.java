package dev.rekey.workflows.worker.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.workflows.trigger.NotUnderstoodException;
import dev.rekey.workflows.trigger.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes wrong on the way from an event to a workflow loses nothing. Needs the {@code temporal}
 * command on the path.
 */
@EnabledIf(
    value = "dev.rekey.workflows.world.TemporalBinary#available",
    disabledReason = "there is no temporal command on the path")
class TriggerLossTest {
  @TempDir Path folder;

  private TriggerRig rig;

  @BeforeEach
  void start() throws IOException {
    rig = new TriggerRig(folder);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void an_inventory_that_is_down_loses_nothing() throws IOException {
    rig.fleet().inventoryFailing(3);
    rig.taken("guardduty-credential");
    rig.contained(rig.report(TriggerRig.FINDING));
  }

  @Test
  void rubbish_comes_again_until_the_queue_puts_it_away_and_holds_nothing_else_up()
      throws IOException {
    assertThat(
            rig.batch(
                List.of(
                    Map.of("messageId", "1", "body", "{hunter2"),
                    Map.of("messageId", "2", "body", "{\"source\": \"com.example\"}"),
                    TriggerRig.event("3", Samples.event("scheduler-rotate")))))
        .containsExactly("1", "2");
    rig.rotated("orders/db");
  }

  @Test
  void while_temporal_is_away_messages_come_again_and_then_nothing_is_lost() throws Exception {
    rig.server().kill();
    long start = System.nanoTime();
    assertThat(rig.taken("scheduler-rotate", "guardduty-credential", "health-exposed"))
        .containsExactly("scheduler-rotate", "guardduty-credential", "health-exposed");
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as("one bounded attempt for all of them, within the function's time")
        .isLessThan(Duration.ofSeconds(20));
    rig.server().restart();
    assertThat(rig.taken("scheduler-rotate", "guardduty-credential", "health-exposed")).isEmpty();
    rig.rotated("orders/db");
    rig.contained(rig.report(TriggerRig.FINDING));
  }

  @Test
  void whether_temporal_answers_is_a_metric_each_time_it_is_asked_for() throws Exception {
    assertThat(rig.pulse()).isEqualTo(1);
    rig.server().kill();
    assertThat(rig.pulse()).isZero();
    rig.server().restart();
    assertThat(rig.pulse()).isEqualTo(1);
  }

  @Test
  void a_bare_event_is_taken_or_the_call_fails() throws IOException {
    rig.call(Samples.text("scheduler-rotate"));
    rig.rotated("orders/db");
    assertThatThrownBy(() -> rig.call("{\"source\": \"com.example\"}"))
        .isInstanceOf(NotUnderstoodException.class);
  }
}
