package dev.rekey.console.embedded;

import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Touches a file as long as Temporal answers: for a container's health check, which has no door to
 * knock at. A worker without Temporal does nothing, however much its process is alive.
 */
final class SignOfLife implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(SignOfLife.class);

  private final WorkflowClient client;
  private final Path file;
  private final ScheduledFuture<?> giving;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("rekey-sign-of-life").factory());

  /** The file that {@code REKEY_SIGN_OF_LIFE} names, if any. */
  static Optional<Path> file(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("REKEY_SIGN_OF_LIFE"))
        .filter(name -> !name.isBlank())
        .map(Path::of);
  }

  SignOfLife(WorkflowClient client, Path file) {
    this(client, file, EVERY);
  }

  SignOfLife(WorkflowClient client, Path file, Duration every) {
    this.client = client;
    this.file = file;
    giving = clock.scheduleWithFixedDelay(this::give, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void give() {
    try {
      client
          .getWorkflowServiceStubs()
          .blockingStub()
          .withDeadlineAfter(PATIENCE)
          .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
      touch();
    } catch (IOException | RuntimeException e) { // a throw would end all signs for ever
      LOG.warn("No sign of life in {}: {}", file, e.getClass().getSimpleName());
    }
  }

  private void touch() throws IOException {
    if (Files.exists(file)) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    } else {
      Files.createFile(file);
    }
  }

  @Override
  public void close() {
    giving.cancel(true);
    clock.shutdownNow();
  }
}
