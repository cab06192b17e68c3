package dev.rekey.console.exercise;

import dev.rekey.exercise.scenario.Library;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rekey exercise schema}. */
@Command(
    name = "schema",
    description = "The shape of a scenario as a JSON Schema (draft 2020-12), for editors.")
final class ShowSchema implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  @Spec
  CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(Library.schema());
    out.flush();
    return 0;
  }
}
