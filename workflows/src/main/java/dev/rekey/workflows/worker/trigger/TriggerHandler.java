package dev.rekey.workflows.worker.trigger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.workflows.trace.Trace;
import dev.rekey.workflows.trigger.Events;
import dev.rekey.workflows.worker.TemporalConnection;
import dev.rekey.workflows.worker.Wire;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The trigger function. It takes messages of an SQS queue and answers which of them are to come
 * again, or a single event of EventBridge, and fails if it cannot take it. What it has taken is in
 * Temporal; so it may fail and be called again at any time. Asked for a pulse it writes down
 * whether Temporal answers.
 */
public final class TriggerHandler implements RequestStreamHandler {
  /** A healthy server answers within a tenth of that; the queue has more patience than we have. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String PULSE = "pulse";

  private final Reception reception;
  private final Consumer<String> lines;

  /** For AWS Lambda: reads the environment, and connects when the first event comes. */
  public TriggerHandler() {
    this(System.getenv());
  }

  private TriggerHandler(Map<String, String> environment) {
    this(
        Events.of(environment),
        () -> TemporalConnection.fromEnvironment(environment).connect(PATIENCE),
        System.out::println);
  }

  /** Takes who understands events, how to reach the server, and where metrics are written. */
  TriggerHandler(Events events, Supplier<WorkflowClient> temporal, Consumer<String> lines) {
    this.reception = new Reception(events, temporal);
    this.lines = lines;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    JsonNode call = Wire.mapper().readTree(input);
    JsonNode records = call.path("Records");
    if (PULSE.equals(call.path("rekey").textValue())) {
      lines.accept(PulseLine.of(reception.pulse(), System.currentTimeMillis()));
      Wire.mapper().writeValue(output, Map.of());
    } else if (records.isArray()) {
      Wire.mapper().writeValue(output, new Batch(reception).take(records));
    } else {
      reception.take(call, trace(context));
      Wire.mapper().writeValue(output, Map.of());
    }
  }

  private static Optional<Trace> trace(Context context) {
    return Optional.ofNullable(context.getXrayTraceId()).flatMap(Trace::ofXray);
  }
}
