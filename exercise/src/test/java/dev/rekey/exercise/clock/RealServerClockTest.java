package dev.rekey.exercise.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TemporalDevServer;
import io.temporal.testing.TemporalDevServerOptions;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** On the real server, which knows nothing of exercises. */
@EnabledIf(value = "available", disabledReason = "there is no temporal command on the path")
class RealServerClockTest extends ClockContract {
  private static TemporalDevServer server;
  private static WorkflowServiceStubs stubs;

  @TempDir static Path folder;

  private static Optional<Path> command() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "temporal"))
        .filter(file -> file.toFile().canExecute())
        .findFirst();
  }

  static boolean available() {
    return command().isPresent();
  }

  @BeforeAll
  static void start() {
    server =
        TemporalDevServer.start(
            TemporalDevServerOptions.newBuilder()
                .setExistingPath(command().orElseThrow().toString())
                .setDownloadEnabled(false)
                .setUiEnabled(false)
                .setLogFile(
                    folder.resolve("temporal.log").toString()) // the process's own is Maven's
                .setIp("127.0.0.1")
                .setExtraArgs(
                    "--dynamic-config-value",
                    "history.transferProcessorMaxPollRPS=1000",
                    "--dynamic-config-value",
                    "history.timerProcessorMaxPollRPS=1000")
                .build());
    stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(server.getTarget()).build());
  }

  @AfterAll
  static void stop() {
    stubs.shutdownNow();
    server.close();
  }

  @Test
  void what_an_exercise_left_open_whose_process_died_is_ended_and_nothing_of_another() {
    world.begin("story", "hear never");
    ClockedWorld other = new ClockedWorld(stubs, UUID.randomUUID().toString(), sticky());
    try {
      other.begin("story", "hear never");
      // lists come a moment after what they list
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                LeftOpen.endAll(other.real(), world.temporal().apart().exercise());
                return statusOf("story");
              },
              WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED::equals);
      assertThat(other.temporal().isOpen("story")).isTrue();
      assertThat(other.story("story").told()).isEmpty();
    } finally {
      other.close();
    }
  }

  @Override
  WorkflowServiceStubs server() {
    return stubs;
  }

  @Override
  Duration sticky() {
    return Duration.ofMillis(500);
  }
}
