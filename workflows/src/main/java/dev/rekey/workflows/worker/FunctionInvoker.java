package dev.rekey.workflows.worker;

import java.util.Optional;

/**
 * Calls functions by name. In production that is AWS Lambda; embedded, the same handlers
 * in-process.
 */
public interface FunctionInvoker {
  /**
   * Hands a payload to a function and waits for its answer.
   *
   * @param function its name, such as {@code rekey-postgres-user}
   * @param payload JSON of a {@code model} record
   * @return JSON of the answer
   * @throws FunctionLostException if no answer came; the function may or may not have run
   */
  byte[] invoke(String function, byte[] payload);

  /** The role that a function acts with, by its ARN, if that can be known. */
  default Optional<String> role(String function) {
    return Optional.empty();
  }
}
