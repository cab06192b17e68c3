package dev.rekey.workflows.worker.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.model.trigger.Trigger;
import dev.rekey.workflows.trace.CurrentTrace;
import dev.rekey.workflows.trace.Trace;
import dev.rekey.workflows.trigger.Events;
import dev.rekey.workflows.trigger.NotUnderstoodException;
import dev.rekey.workflows.trigger.Triggers;
import dev.rekey.workflows.worker.TemporalPulse;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one event: understands it, and hands what it asks for to Temporal. */
final class Reception {
  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

  private final Events events;
  private final Supplier<WorkflowClient> temporal;
  private @Nullable WorkflowClient client;

  Reception(Events events, Supplier<WorkflowClient> temporal) {
    this.events = events;
    this.temporal = temporal;
  }

  /**
   * When this returns, everything that the event asks for is in Temporal. May run twice.
   *
   * @throws NotUnderstoodException if it is no event that we know
   * @throws AwayException if Temporal did not take it
   */
  void take(JsonNode event, Optional<Trace> outer) {
    List<Trigger> asked = events.read(event);
    Optional<Trace> trace =
        Optional.ofNullable(event.path("traceparent").textValue())
            .flatMap(Trace::ofTraceparent)
            .or(() -> outer);
    asked.forEach(trigger -> CurrentTrace.during(trace, () -> start(trigger)));
  }

  /** Whether Temporal answers. */
  boolean pulse() {
    try {
      boolean answers = new TemporalPulse(client()).getAsBoolean();
      if (!answers) {
        disconnect();
      }
      return answers;
    } catch (IllegalStateException unconfigured) { // no login, so no answer
      return false;
    }
  }

  private boolean start(Trigger trigger) {
    try {
      boolean fresh = new Triggers(client()).start(trigger);
      LOG.info(
          fresh ? "Took {} as {}" : "{} came before ({})",
          trigger.id(),
          trigger.getClass().getSimpleName());
      return fresh;
    } catch (StatusRuntimeException refused) { // its words may quote what we sent
      disconnect();
      throw new AwayException("Temporal answered " + refused.getStatus().getCode());
    } catch (WorkflowException refused) {
      disconnect();
      throw new AwayException("Temporal did not start the workflow");
    } catch (IllegalStateException unconfigured) { // our own words: see StoredLogin
      throw new AwayException(String.valueOf(unconfigured.getMessage()));
    }
  }

  /** Not kept if it cannot be made, so that a function which is warm recovers. */
  private synchronized WorkflowClient client() {
    WorkflowClient known = client;
    if (known == null) {
      known = temporal.get();
      client = known;
    }
    return known;
  }

  /**
   * A channel that failed waits up to two minutes before it tries the server again, and one that
   * was frozen with the function may be dead: the next event is to find a fresh one.
   */
  private synchronized void disconnect() {
    WorkflowClient known = client;
    client = null;
    if (known != null) {
      known.getWorkflowServiceStubs().shutdownNow();
    }
  }
}
