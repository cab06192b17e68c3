package dev.rekey.console.embedded.function;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.rekey.workflows.worker.FunctionInvoker;
import dev.rekey.workflows.worker.FunctionLostException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the bytes of a call to a handler in this process, as AWS Lambda would to one in its own.
 */
public final class FunctionsInProcess implements FunctionInvoker {
  private static final Logger LOG = LoggerFactory.getLogger(FunctionsInProcess.class);

  private final Map<String, RequestStreamHandler> handlers;

  /** Takes the handlers by the names of their functions. */
  public FunctionsInProcess(Map<String, RequestStreamHandler> handlers) {
    this.handlers = Map.copyOf(handlers);
  }

  @Override
  public byte[] invoke(String function, byte[] payload) {
    RequestStreamHandler handler = handlers.get(function);
    if (handler == null) {
      LOG.warn("There is no function {}", function);
      throw FunctionLostException.missing(function);
    }
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      handler.handleRequest(
          new ByteArrayInputStream(payload), answer, new InProcessContext(function));
      return answer.toByteArray();
    } catch (IOException | RuntimeException e) { // its message may hold anything
      LOG.error("{} broke with {}", function, e.getClass().getName());
      throw FunctionLostException.unknown(function);
    }
  }
}
