package dev.rekey.activities.testing;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The AWS Lambda Runtime API (2018-06-01) on loopback; runs a handler in a JVM of its own under
 * AWS's own runtime interface client, as AWS Lambda does.
 */
public final class LambdaRuntime implements AutoCloseable {
  private static final String API = "/2018-06-01/runtime/";
  private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  /** The trace that every invocation here belongs to. */
  public static final String TRACE_ID = "1-5759e988-bd862e3fe1be46a994272793";

  private static final String TRACE = "Root=" + TRACE_ID + ";Parent=53995c3f42cd8ad8;Sampled=1";

  /** What the function answered: its bytes, and whether the runtime reported an error. */
  public record Answer(String body, boolean error) {}

  private record Invocation(String id, String event, CompletableFuture<Answer> answer) {}

  private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Invocation> running = new ConcurrentHashMap<>();
  private final HttpServer http;
  private final Process jvm;
  private final Duration timeout;

  /**
   * Starts the function: its handler class, its class path, its environment, and where it logs to.
   */
  public LambdaRuntime(
      String handler, String classPath, Map<String, String> environment, Path log, Duration timeout)
      throws IOException {
    this.timeout = timeout;
    this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext(API, this::serve);
    http.start();
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    classPath,
                    CLIENT,
                    handler))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    builder.environment().putAll(reserved(handler));
    this.jvm = builder.start();
  }

  private Map<String, String> reserved(String handler) {
    return Map.of(
        "AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + http.getAddress().getPort(),
        "_HANDLER", handler,
        "LAMBDA_TASK_ROOT", ".",
        "AWS_LAMBDA_FUNCTION_NAME", "rekey-postgres-user",
        "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
        "AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/rekey-postgres-user",
        "AWS_LAMBDA_LOG_STREAM_NAME", "test",
        "AWS_REGION", "eu-central-1");
  }

  /** Invokes the function once and waits for its answer. */
  public Answer invoke(String event)
      throws InterruptedException, ExecutionException, TimeoutException {
    Invocation invocation =
        new Invocation(UUID.randomUUID().toString(), event, new CompletableFuture<>());
    waiting.put(invocation);
    return invocation.answer().get(timeout.toSeconds(), TimeUnit.SECONDS);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring(API.length());
      if (path.equals("invocation/next")) {
        handOut(exchange);
        return;
      }
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      take(List.of(path.split("/")), body);
      exchange.sendResponseHeaders(202, 2); // the client wants a body, if an empty one
      exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
    }
  }

  private void handOut(HttpExchange exchange) throws IOException {
    Invocation next = nextInvocation();
    if (next == null) {
      return;
    }
    running.put(next.id(), next);
    Headers headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", next.id());
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:eu-central-1:000000000000:function:rekey-postgres-user");
    headers.set(
        "Lambda-Runtime-Deadline-Ms",
        Long.toString(System.currentTimeMillis() + timeout.toMillis()));
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Trace-Id", TRACE);
    byte[] event = next.event().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, event.length);
    exchange.getResponseBody().write(event);
  }

  private @Nullable Invocation nextInvocation() {
    try {
      return waiting.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** Takes {@code invocation/ID/response}, {@code invocation/ID/error} or {@code init/error}. */
  private void take(List<String> path, String body) {
    if (path.getFirst().equals("init")) {
      waiting.forEach(invocation -> invocation.answer().complete(new Answer(body, true)));
      return;
    }
    Invocation invocation = running.remove(path.get(1));
    if (invocation != null) {
      invocation.answer().complete(new Answer(body, path.getLast().equals("error")));
    }
  }

  @Override
  public void close() {
    jvm.destroyForcibly();
    http.stop(0);
  }
}
