package dev.rekey.activities.consumer;

import dev.rekey.activities.StepFailedException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends one request and waits a limited time for all of its answer. Redirects are not followed. */
final class Post {
  private final Duration patience;
  private final HttpClient client;

  Post(Duration patience) {
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience)
            .build();
  }

  HttpResponse<String> send(HttpRequest request) {
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, BodyHandlers.ofString());
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) { // its message is the network's
      throw unreachable();
    } catch (TimeoutException e) {
      throw Unreachable.because("the webhook did not answer within " + patience.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable();
    } finally {
      answer.cancel(true);
    }
  }

  private static StepFailedException unreachable() {
    return Unreachable.because("the webhook could not be reached");
  }
}
