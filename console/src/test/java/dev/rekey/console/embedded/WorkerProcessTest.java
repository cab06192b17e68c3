package dev.rekey.console.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerProcessTest {
  private static final Duration AT_ONCE = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path data;

  /** No server has used the folder, so it ends by itself as soon as it has seen that. */
  @Test
  void a_worker_that_dies_is_started_again_until_it_is_closed() {
    DataFolder folder = DataFolder.open(data);
    WorkerProcess worker = WorkerProcess.start(folder, ServerSettings.in(data), AT_ONCE);
    long first = worker.pid();
    await().atMost(PATIENCE).until(() -> worker.pid() != first);
    worker.close();
    long last = worker.pid();
    await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> worker.pid() == last);
    assertThat(worker.alive()).isFalse();
  }

  @Test
  void one_that_is_killed_on_purpose_stays_dead() {
    DataFolder folder = DataFolder.open(data);
    WorkerProcess worker = WorkerProcess.start(folder, ServerSettings.in(data), AT_ONCE);
    long first = worker.pid();
    worker.kill();
    await().atMost(PATIENCE).until(() -> !worker.alive());
    await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> worker.pid() == first);
  }
}
