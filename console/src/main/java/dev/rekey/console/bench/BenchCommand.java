package dev.rekey.console.bench;

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
  static final class Rotate extends Measured {
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

    @Override
    void measure() throws Exception {
      BenchMain.rotate(new BenchSettings(data, ephemeral, due, sweep, json));
    }
  }

  /** {@code rekey bench contain}. */
  @Command(
      name = "contain",
      description = {
        "Containment of many PostgreSQL credentials with live sessions, beside plain batched JDBC,",
        "in one run on this machine."
      })
  static final class Contain extends Measured {
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

    @Override
    void measure() throws Exception {
      BenchMain.contain(new ContainSettings(data, ephemeral, credentials, signals, campaign, json));
    }
  }
}
