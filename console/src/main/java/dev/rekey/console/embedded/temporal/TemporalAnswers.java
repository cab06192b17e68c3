package dev.rekey.console.embedded.temporal;

import dev.rekey.console.door.Refusal;
import dev.rekey.model.credential.SecretId;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Turns what Temporal answers, or does not, into what the door says. */
public final class TemporalAnswers {
  /** An order waits for a worker, and a worker may be away; a person does not wait for ever. */
  private static final long PATIENCE_SECONDS = 20;

  private static final int AT_ONCE = 16;
  private static final Executor BESIDE = work -> Thread.ofVirtual().start(work);

  private TemporalAnswers() {}

  /** The answer, or a refusal with 503. */
  public static <T> T of(Supplier<T> question) {
    try {
      return question.get();
    } catch (StatusRuntimeException | WorkflowException e) {
      throw silent();
    }
  }

  /** The answers to the same question about many, a few at a time. */
  public static <T> List<T> ofEach(
      Collection<SecretId> secrets, Function<SecretId, Optional<T>> question) {
    Semaphore few = new Semaphore(AT_ONCE);
    List<CompletableFuture<Optional<T>>> answers =
        secrets.stream()
            .sorted()
            .map(secret -> CompletableFuture.supplyAsync(() -> ask(few, secret, question), BESIDE))
            .toList();
    try {
      return answers.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList();
    } catch (CompletionException e) {
      throw silent();
    }
  }

  /**
   * A workflow that people give orders to, as refusals speak of it.
   *
   * @param name such as {@code The rotation of orders/db}
   * @param notRunning what is said where nothing runs that could take an order
   * @param look where people see how it stands
   */
  public record Addressee(String name, Refusal notRunning, String look) {}

  /** Gives an order to a running workflow; 409 if it declines, in its own words. */
  public static void toOrder(Addressee to, Runnable order) {
    try {
      CompletableFuture.runAsync(order, BESIDE)
          .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .join();
    } catch (CompletionException e) {
      throw refusal(to, e.getCause());
    }
  }

  private static <T> Optional<T> ask(
      Semaphore few, SecretId secret, Function<SecretId, Optional<T>> question) {
    few.acquireUninterruptibly();
    try {
      return question.apply(secret);
    } finally {
      few.release();
    }
  }

  private static Refusal refusal(Addressee to, @Nullable Throwable cause) {
    if (cause instanceof WorkflowNotFoundException) {
      return to.notRunning();
    }
    if (cause instanceof WorkflowUpdateException declined
        && declined.getCause() instanceof ApplicationFailure ours) {
      return Refusal.conflict(
          "DECLINED", to.name() + " declines: " + ours.getOriginalMessage(), to.look());
    }
    return silent();
  }

  private static Refusal silent() {
    return new Refusal(
        HttpStatus.SERVICE_UNAVAILABLE,
        "TEMPORAL_UNAVAILABLE",
        "Temporal or its worker gave no answer; whether an order reached it is unknown",
        "Check the server and the worker, look at the status, then try again.");
  }
}
