package dev.rekey.workflows.worker;

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
}
