package dev.rekey.console.embedded.wiring;

import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.workflows.worker.FunctionInvoker;
import dev.rekey.workflows.worker.LambdaFunctionInvoker;
import java.util.Map;
import java.util.function.Supplier;

/** Where a worker finds its functions: {@code REKEY_FUNCTIONS}. */
public enum WayToFunctions {
  /** {@code in-process}, or nothing: the handlers run in the worker's own process. */
  IN_PROCESS,
  /** {@code lambda}: AWS Lambda, with the platform's credentials and region. */
  LAMBDA;

  /**
   * Reads the environment.
   *
   * @throws EnvironmentException if it names a way that there is not
   */
  public static WayToFunctions of(Map<String, String> environment) {
    String name = environment.getOrDefault("REKEY_FUNCTIONS", "in-process");
    return switch (name) {
      case "in-process" -> IN_PROCESS;
      case "lambda" -> LAMBDA;
      default ->
          throw new EnvironmentException("REKEY_FUNCTIONS is in-process or lambda, not " + name);
    };
  }

  /** The functions of this way; those in this process are only made where they are used. */
  public FunctionInvoker functions(
      Map<String, String> environment, Supplier<? extends FunctionInvoker> inProcess) {
    return switch (this) {
      case IN_PROCESS -> inProcess.get();
      case LAMBDA -> LambdaFunctionInvoker.fromEnvironment(environment);
    };
  }
}
