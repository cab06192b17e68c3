package dev.rekey.activities.http;

import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Sends one request and waits a limited time for all of its answer. Redirects are not followed. */
public final class Post implements Sender {
  private final Duration patience;
  private final HttpClient client;

  /** Takes the time for one call, from its first byte to the last one of the answer. */
  public Post(Duration patience) {
    this(patience, List.of());
  }

  /** The same for a server whose certificate leads to one of these roots. */
  public Post(Duration patience, List<X509Certificate> roots) {
    this.patience = patience;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience)
            .sslContext(Trust.in(roots))
            .build();
  }

  @Override
  public Reply send(HttpRequest request) {
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, BodyHandlers.ofString());
    try {
      return new Reply.Answered(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      return notSent(e.getCause()) ? new Reply.Unreached() : new Reply.Lost();
    } catch (TimeoutException e) {
      return new Reply.Silent(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reply.Lost();
    } finally {
      answer.cancel(true);
    }
  }

  /** An unknown host is a ConnectException here, too. */
  private static boolean notSent(@Nullable Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof HttpConnectTimeoutException
        || cause instanceof SSLHandshakeException;
  }
}
