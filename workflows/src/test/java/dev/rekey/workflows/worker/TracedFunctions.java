package dev.rekey.workflows.worker;

import com.sun.net.httpserver.HttpExchange;
import dev.rekey.workflows.world.Fleet;
import dev.rekey.workflows.world.FleetIncidents;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** A fleet behind the real Lambda client and an HTTP endpoint that writes the trace header down. */
public final class TracedFunctions implements AutoCloseable {
  private final Fleet fleet = new Fleet();
  private final List<String> traces = new CopyOnWriteArrayList<>();
  private final LambdaEndpoint lambda;

  /** Starts the endpoint. */
  public TracedFunctions() throws IOException {
    lambda = new LambdaEndpoint(this::answer);
  }

  /** The way to them. */
  public FunctionInvoker invoker() {
    return new LambdaFunctionInvoker(
        LambdaFunctionInvoker.configure(LambdaClient.builder(), Duration.ofSeconds(10))
            .endpointOverride(lambda.uri())
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build());
  }

  /** The header of each call; empty where there was none. */
  public List<String> traces() {
    return List.copyOf(traces);
  }

  /** What responses asked for. */
  public FleetIncidents incidents() {
    return fleet.incidents();
  }

  /** Forgets the calls so far. */
  public void forget() {
    traces.clear();
  }

  private void answer(HttpExchange exchange, byte[] payload) throws IOException {
    if (!exchange.getRequestURI().getPath().endsWith("/invocations")) {
      exchange.sendResponseHeaders(404, -1); // a question about a function is no call of it
      exchange.close();
      return;
    }
    traces.add(
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amzn-Trace-Id")).orElse(""));
    String function = exchange.getRequestURI().getPath().split("/", -1)[3];
    byte[] answer = fleet.invoke(function, payload);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  @Override
  public void close() {
    lambda.close();
  }
}
