package dev.rekey.exercise.clock;

import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On Temporal's server for tests, whose own skipping of time is switched off. */
class InProcessClockTest extends ClockContract {
  private static TestWorkflowEnvironment environment;

  @BeforeAll
  static void start() {
    environment =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build());
  }

  @AfterAll
  static void stop() {
    environment.close();
  }

  @Override
  WorkflowServiceStubs server() {
    return environment.getWorkflowServiceStubs();
  }

  /** It would wait for a dead worker for ever. */
  @Override
  Duration sticky() {
    return Duration.ZERO;
  }
}
