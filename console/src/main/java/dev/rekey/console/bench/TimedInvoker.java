package dev.rekey.console.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.Wire;
import dev.rekey.workflows.worker.FunctionInvoker;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Hands calls on, and keeps how long each kind of step took. */
final class TimedInvoker implements FunctionInvoker {
  private final FunctionInvoker functions;
  private final Map<String, Latencies> steps = new ConcurrentHashMap<>();

  TimedInvoker(FunctionInvoker functions) {
    this.functions = functions;
  }

  @Override
  public byte[] invoke(String function, byte[] payload) {
    long start = System.nanoTime();
    try {
      return functions.invoke(function, payload);
    } finally {
      steps.computeIfAbsent(step(payload), name -> new Latencies()).add(System.nanoTime() - start);
    }
  }

  /** The mean of each step, in milliseconds. */
  Map<String, Double> meanMillis() {
    Map<String, Double> means = new TreeMap<>();
    steps.forEach((step, latencies) -> means.put(step, latencies.meanMillis()));
    return means;
  }

  private static String step(byte[] payload) {
    try {
      JsonNode request = Wire.mapper().readTree(payload);
      return request.path("step").asText("INVENTORY");
    } catch (IOException e) {
      return "UNKNOWN";
    }
  }
}
