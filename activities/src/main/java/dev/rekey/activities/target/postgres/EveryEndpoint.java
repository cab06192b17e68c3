package dev.rekey.activities.target.postgres;

import dev.rekey.activities.StepFailedException;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.PostgresEndpoint;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Asks all endpoints at once. */
final class EveryEndpoint {
  private EveryEndpoint() {}

  /** The answers in the endpoints' order, or the first failure. */
  static <T> List<T> ask(List<PostgresEndpoint> endpoints, Function<PostgresEndpoint, T> question) {
    if (endpoints.size() == 1) {
      return List.of(question.apply(endpoints.getFirst()));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<T>> asked =
          endpoints.stream()
              .map(
                  endpoint ->
                      CompletableFuture.supplyAsync(() -> question.apply(endpoint), threads))
              .toList();
      return asked.stream().map(EveryEndpoint::answer).toList();
    }
  }

  private static <T> T answer(CompletableFuture<T> asked) {
    try {
      return asked.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StepFailedException failure) {
        throw failure;
      }
      throw new StepFailedException(FailureCode.UNEXPECTED, "An endpoint could not be asked");
    }
  }
}
