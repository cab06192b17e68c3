package dev.rekey.activities.target.postgres;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.testing.PostgresServer;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** One server for a class, one credential for a test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // before all, and before each
abstract class PostgresSuite {
  final PostgresTarget target = new PostgresTarget(4096, Duration.ofSeconds(2));
  PostgresServer server;
  Enrolled app;

  @BeforeAll
  void start() {
    server = PostgresServer.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @BeforeEach
  void enrol() {
    app = Enrolled.at(server, "app");
  }

  static StepFailedException failure(ThrowingCallable attempt) {
    return Assertions.catchThrowableOfType(StepFailedException.class, attempt);
  }
}
