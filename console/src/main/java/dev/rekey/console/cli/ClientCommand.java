package dev.rekey.console.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command that asks the door: results go to standard output, everything else to standard error.
 */
abstract class ClientCommand implements Callable<Integer> {
  @Mixin final DoorOptions options = new DoorOptions();

  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  @Spec
  CommandSpec spec;

  /** The command's work; gives how it ended. */
  abstract ExitCode run();

  @Override
  public final Integer call() {
    return run().code();
  }

  /** Prints a result: as one JSON document if that was asked for, else for people. */
  final void print(Object result, Consumer<PrintWriter> forPeople) {
    PrintWriter out = spec.commandLine().getOut();
    if (options.json) {
      out.println(Json.write(result));
    } else {
      forPeople.accept(out);
    }
    out.flush();
  }

  /** Tells a person how it goes. */
  final void tell(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
