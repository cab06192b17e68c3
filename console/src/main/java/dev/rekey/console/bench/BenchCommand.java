package dev.rekey.console.bench;

import dev.rekey.console.cli.CommandFailure;
import dev.rekey.console.cli.ExitCode;
import dev.rekey.console.embedded.EnvironmentException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rekey bench}: what Rekey costs above the floors of what it stands on. */
@Command(
    name = "bench",
    description = "Measures Rekey against the floors of what it stands on.",
    subcommands = {BenchCommand.Rotate.class, BenchCommand.Contain.class})
public final class BenchCommand {
  /** {@code rekey bench rotate}. */
  @Command(
      name = "rotate",
      description = "Rotations against plain JDBC and empty workflows, in one run on this machine.")
  static final class Rotate implements Callable<Integer> {
    @Option(names = "--json", description = "End with one JSON object on standard output.")
    boolean json;

    @Option(
        names = "--ephemeral",
        description = "Measure with a Temporal that forgets, if there is no other.")
    boolean ephemeral;

    @Option(
        names = "--due",
        paramLabel = "N",
        description = "How many are due at once in the first part (${DEFAULT-VALUE}).")
    int due = 500;

    @Option(
        names = "--sweep",
        paramLabel = "N",
        description = "How many the sweep finds due (${DEFAULT-VALUE}).")
    int sweep = 5_000;

    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "Where to put the files of the run; a temporary folder by default.")
    Path data = Path.of("");

    @Override
    public Integer call() throws Exception {
      try {
        return BenchMain.rotate(new BenchSettings(data, ephemeral, due, sweep, json));
      } catch (EnvironmentException e) {
        throw new CommandFailure(ExitCode.ENVIRONMENT, "ENVIRONMENT", e.sentence(), "");
      } catch (IllegalArgumentException e) {
        throw new CommandFailure(ExitCode.USAGE, "USAGE", String.valueOf(e.getMessage()), "");
      }
    }
  }

  /** {@code rekey bench contain}. */
  @Command(
      name = "contain",
      description = {
        "Containment of many PostgreSQL credentials with live sessions, beside plain batched JDBC,",
        "in one run on this machine."
      })
  static final class Contain implements Callable<Integer> {
    @Option(names = "--json", description = "End with one JSON object on standard output.")
    boolean json;

    @Option(
        names = "--ephemeral",
        description = "Measure with a Temporal that forgets, if there is no other.")
    boolean ephemeral;

    @Option(
        names = "--credentials",
        paramLabel = "N",
        description = "How many leak together (${DEFAULT-VALUE}).")
    int credentials = 1_000;

    @Option(
        names = "--signals",
        paramLabel = "N",
        description = "How many leak one by one, to time the first call (${DEFAULT-VALUE}).")
    int signals = 100;

    @Option(
        names = "--campaign",
        paramLabel = "N",
        description = "How many rotations run meanwhile (${DEFAULT-VALUE}).")
    int campaign = 0;

    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "Where to put the files of the run; a temporary folder by default.")
    Path data = Path.of("");

    @Override
    public Integer call() throws Exception {
      try {
        return BenchMain.contain(
            new ContainSettings(data, ephemeral, credentials, signals, campaign, json));
      } catch (EnvironmentException e) {
        throw new CommandFailure(ExitCode.ENVIRONMENT, "ENVIRONMENT", e.sentence(), "");
      } catch (IllegalArgumentException e) {
        throw new CommandFailure(ExitCode.USAGE, "USAGE", String.valueOf(e.getMessage()), "");
      }
    }
  }
}
