package dev.rekey.workflows.trace;

import io.temporal.api.common.v1.Payload;
import io.temporal.common.context.ContextPropagator;
import io.temporal.common.converter.GlobalDataConverter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries the trace in Temporal's headers, from whoever starts a workflow to the workflow and on to
 * its steps. Headers are no part of what a replay compares, so it may come and go.
 */
public final class TracePropagator implements ContextPropagator {
  private static final String HEADER = "X-Amzn-Trace-Id";

  @Override
  public String getName() {
    return TracePropagator.class.getName();
  }

  @Override
  public Map<String, Payload> serializeContext(@Nullable Object trace) {
    return trace instanceof Trace known
        ? Map.of(HEADER, GlobalDataConverter.get().toPayload(known.xray()).orElseThrow())
        : Map.of();
  }

  @Override
  public @Nullable Object deserializeContext(Map<String, Payload> headers) {
    Payload header = headers.get(HEADER);
    return header == null
        ? null
        : Trace.ofXray(GlobalDataConverter.get().fromPayload(header, String.class, String.class))
            .orElse(null);
  }

  @Override
  public @Nullable Object getCurrentContext() {
    return CurrentTrace.get().orElse(null);
  }

  @Override
  public void setCurrentContext(@Nullable Object trace) {
    CurrentTrace.set(trace instanceof Trace known ? known : null);
  }
}
