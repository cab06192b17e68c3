package dev.rekey.console.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command with all its parts, and how its failures are told. */
public final class Cli {
  /** Commands of other packages, which are there when their classes are. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "demo", "dev.rekey.console.demo.DemoCommand",
          "bench", "dev.rekey.console.bench.BenchCommand",
          "exercise", "dev.rekey.console.exercise.ExerciseCommand");

  private static final List<Class<?>> PARTS =
      List.of(
          ServerCommands.Server.class,
          CredentialCommand.class,
          AuthorityCommands.class,
          ConsumerCommands.class,
          RotateCommand.class,
          DecisionCommands.Withdraw.class,
          DecisionCommands.Force.class,
          ReportCommands.Now.class,
          ReportCommands.Past.class,
          ReportCommands.Due.class,
          SignalCommands.class,
          RemediationCommands.class,
          IncidentCommands.Incident.class,
          EvidenceCommands.class,
          ChannelCommands.Channels.class,
          RunbookCommands.OfKinds.class,
          IntakeCommands.Intake.class,
          ScanCommands.Scan.class,
          TriggerCommands.OfEvents.class,
          PeopleCommands.class,
          ServerCommands.Worker.class);

  private Cli() {}

  /**
   * The command line.
   *
   * @param root the command itself
   */
  public static CommandLine of(Object root) {
    CommandLine rekey = new CommandLine(root);
    PARTS.forEach(rekey::addSubcommand);
    OTHERS.keySet().stream()
        .sorted()
        .forEach(name -> addIfThere(rekey, OTHERS.getOrDefault(name, "")));
    return configured(rekey);
  }

  private static void addIfThere(CommandLine rekey, String type) {
    try {
      rekey.addSubcommand(Class.forName(type, false, Cli.class.getClassLoader()));
    } catch (ClassNotFoundException e) {
      // This build does not have it.
    }
  }

  /** The settings that every parser of ours shares. */
  static CommandLine configured(CommandLine line) {
    everyHelp(line);
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(false)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(Cli::wrongCommandLine)
        .setExecutionExceptionHandler(Cli::failed);
  }

  private static void everyHelp(CommandLine line) {
    line.getCommandSpec().mixinStandardHelpOptions(true);
    line.getSubcommands().values().forEach(Cli::everyHelp);
  }

  private static int wrongCommandLine(ParameterException e, String[] arguments) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("rekey: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("See '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
    err.flush();
    return ExitCode.USAGE.code();
  }

  private static int failed(Exception exception, CommandLine line, CommandLine.ParseResult parsed) {
    CommandFailure failure =
        exception instanceof CommandFailure ours
            ? ours
            : new CommandFailure(
                ExitCode.REFUSED,
                "UNEXPECTED",
                "This is a bug of Rekey: " + exception.getClass().getSimpleName(),
                "Please report it with REKEY_TRACE=1 set.");
    PrintWriter err = line.getErr();
    err.println("rekey: " + failure.sentence());
    if (!failure.advice().isEmpty()) {
      err.println(failure.advice());
    }
    if (!(exception instanceof CommandFailure) && System.getenv("REKEY_TRACE") != null) {
      exception.printStackTrace(err);
    }
    err.flush();
    tellPrograms(failure, line);
    return failure.exit().code();
  }

  private static void tellPrograms(CommandFailure failure, CommandLine line) {
    if (line.getCommand() instanceof ClientCommand command && command.options.json) {
      Map<String, String> error =
          Map.of(
              "code", failure.code(),
              "detail", failure.sentence(),
              "advice", failure.advice());
      line.getOut().println(Json.write(Map.of("error", error)));
      line.getOut().flush();
    }
  }
}
