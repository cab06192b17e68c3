package dev.rekey.console.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseRequest;
import dev.rekey.workflows.worker.FunctionInvoker;
import dev.rekey.workflows.worker.Wire;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Hands calls on, and keeps when each incident's first call of containment was made. */
final class FirstCalls implements FunctionInvoker {
  private static final int PATIENCE_SECONDS = 120;

  private final FunctionInvoker functions;
  private final Map<String, CompletableFuture<Long>> calls = new ConcurrentHashMap<>();

  FirstCalls(FunctionInvoker functions) {
    this.functions = functions;
  }

  @Override
  public byte[] invoke(String function, byte[] payload) {
    long now = System.nanoTime();
    if (function.endsWith("-containment")) {
      note(payload, now);
    }
    return functions.invoke(function, payload);
  }

  private void note(byte[] payload, long now) {
    try {
      JsonNode request = Wire.mapper().readTree(payload);
      if (request.path(ResponseRequest.MARK).asText().equals(ResponseCall.CONTAIN.name())) {
        of(request.path("incident").asText()).complete(now);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private CompletableFuture<Long> of(String incident) {
    return calls.computeIfAbsent(incident, name -> new CompletableFuture<>());
  }

  /** Waits for the first one, and gives its time by {@link System#nanoTime}. */
  long await(IncidentId incident)
      throws InterruptedException, ExecutionException, TimeoutException {
    return of(incident.value()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
