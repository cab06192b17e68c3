package dev.rekey.exercise.clock;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class OpenWorkflowsTest {
  private final Turns turns = new Turns(Instant.EPOCH);
  private final OpenWorkflows open = new OpenWorkflows(turns);

  /**
   * The conductor asks, while it holds the turns, whether a workflow for whose end somebody waits
   * is over; a worker tells at the same time that something came to one. Neither may wait for the
   * other.
   */
  @Test
  @Timeout(value = 60, unit = SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void who_looks_what_is_open_and_who_tells_of_it_do_not_wait_for_each_other() {
    open.add("one");
    CompletableFuture<Boolean> told = new CompletableFuture<>();
    Thread worker =
        Thread.ofPlatform()
            .daemon()
            .unstarted(
                () -> {
                  open.stir("one");
                  told.complete(true);
                });
    boolean isOpen =
        turns.locked(
            () -> {
              worker.start();
              while (worker.getState() != Thread.State.WAITING) { // for the turns
                Thread.onSpinWait();
              }
              return open.isOpen("one");
            });
    assertThat(isOpen).isTrue();
    assertThat(told.join()).isTrue();
    assertThat(open.takeStirred()).containsExactly("one");
  }
}
