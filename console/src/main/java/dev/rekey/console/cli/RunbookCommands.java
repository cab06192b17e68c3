package dev.rekey.console.cli;

import dev.rekey.console.api.ChannelView;
import dev.rekey.console.runbook.Mistake;
import dev.rekey.console.runbook.RunbookCheck;
import dev.rekey.console.runbook.RunbookFiles;
import dev.rekey.console.runbook.RunbookWalk;
import dev.rekey.console.runbook.Runbooks;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.Runbook;
import dev.rekey.model.notice.Audience;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rekey runbook ...}: the documents that a response follows. */
final class RunbookCommands {
  private RunbookCommands() {}

  /** {@code rekey runbook}. */
  @Command(
      name = "runbook",
      description = "The documents that a response follows, step by step.",
      subcommands = {All.class, Show.class, Validate.class, Simulate.class})
  static final class OfKinds {}

  /** {@code rekey runbook list}. */
  @Command(name = "list", description = "Lists the runbooks, and the digest of each.")
  static final class All extends ClientCommand {
    @Override
    ExitCode run() {
      List<Runbook> all = Runbooks.load().all();
      Table table = new Table("KIND", "MODE", "TITLE", "SHA-256");
      all.forEach(
          one ->
              table.row(one.name(), one.mode().word(), one.title(), one.digest().substring(0, 12)));
      print(all, out -> table.print(out, "No runbooks."));
      return ExitCode.DONE;
    }
  }

  /** {@code rekey runbook show}. */
  @Command(name = "show", description = "Shows what would be executed for a kind of credential.")
  static final class Show extends ClientCommand {
    @Parameters(paramLabel = "KIND", description = "A kind, such as postgres-user; or unknown.")
    String kind = "";

    @Override
    ExitCode run() {
      Runbook runbook = known(kind);
      print(runbook, out -> show(runbook, channels(), out));
      return ExitCode.DONE;
    }

    private Optional<List<ChannelView>> channels() {
      return reachable(options);
    }

    private static void show(
        Runbook runbook, Optional<List<ChannelView>> channels, PrintWriter out) {
      out.println(runbook.title());
      out.println("SHA-256 " + runbook.digest());
      out.println(
          "mode "
              + runbook.mode().word()
              + ", severity "
              + runbook.severity().map(Enum::name).orElse("by tier")
              + ", kinds "
              + Say.list(runbook.kinds()));
      limits(runbook, out);
      for (ResponseStep step : runbook.steps()) {
        out.println();
        out.println(step.word());
        out.println("  " + runbook.prose().getOrDefault(step, ""));
      }
      out.println();
      runbook.audiences().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(
              one ->
                  out.println(
                      Say.word(one.getKey()) + " is told to " + told(one.getValue(), channels)));
    }

    private static void limits(Runbook runbook, PrintWriter out) {
      Runbook.Deadlines by = runbook.deadlines();
      out.println(
          "acknowledged %s, contained %s, stable %s, recovered %s, silence %s, review %s"
              .formatted(
                  by.acknowledged(),
                  by.contained(),
                  by.stable(),
                  by.recovered(),
                  by.silence(),
                  by.review()));
      out.println(
          "guard: more than "
              + runbook.guard().criticalConsumers()
              + " critical consumers; a veto has "
              + runbook.guard().veto());
    }
  }

  /** {@code rekey runbook validate}. */
  @Command(
      name = "validate",
      description = {
        "Gives every mistake with its file and line; needs no server.",
        "Ends with 1 if there is one. Without a file: the runbooks of this Rekey."
      })
  static final class Validate extends ClientCommand {
    @Parameters(
        arity = "0..*",
        paramLabel = "FILE",
        description = "Documents, or folders of them (*.md).")
    List<Path> files = List.of();

    /** One mistake in one file. */
    record Found(String file, int line, String text) {}

    @Override
    ExitCode run() {
      List<RunbookFiles.Document> documents =
          files.isEmpty() ? Runbooks.documents() : RunbookFiles.in(files);
      List<Found> found = new ArrayList<>();
      for (RunbookFiles.Document one : documents) {
        for (Mistake mistake : RunbookCheck.of(one.name(), one.text())) {
          found.add(new Found(one.file(), mistake.line(), mistake.text()));
        }
      }
      print(
          found,
          out -> {
            found.forEach(one -> out.println(one.file() + ":" + one.line() + ": " + one.text()));
            if (found.isEmpty()) {
              out.println(documents.size() + " runbooks can run.");
            }
          });
      if (documents.isEmpty()) {
        throw CommandFailure.usage("There is no document *.md there");
      }
      return found.isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
    }
  }

  /** {@code rekey runbook simulate}. */
  @Command(
      name = "simulate",
      description = "Walks through a runbook and touches nothing: what would happen, who be told.")
  static final class Simulate extends ClientCommand {
    @Parameters(paramLabel = "KIND", description = "A kind, such as postgres-user; or unknown.")
    String kind = "";

    @Option(
        names = "--mode",
        paramLabel = "MODE",
        description = "revoke-first, overlap or hold; else as the runbook has it.")
    Optional<String> mode = Optional.empty();

    @Option(
        names = "--critical-consumers",
        defaultValue = "0",
        paramLabel = "NUMBER",
        description = "How many critical consumers it would stop; default: none.")
    int critical;

    @Option(names = "--by-machine", description = "As if a detector gave the signal, no person.")
    boolean machine;

    @Override
    ExitCode run() {
      Runbook runbook = known(kind);
      ResponseMode first = mode.map(Simulate::mode).orElse(runbook.mode());
      List<RunbookWalk.Act> acts = RunbookWalk.of(runbook, first, critical, !machine);
      Optional<List<ChannelView>> channels = options.json ? Optional.empty() : reachable(options);
      print(
          acts,
          out -> {
            out.println(runbook.title() + ", mode " + first.word() + "; nothing is touched.");
            show(acts, channels, out);
          });
      return ExitCode.DONE;
    }

    private static ResponseMode mode(String word) {
      return ResponseMode.of(word)
          .orElseThrow(() -> CommandFailure.usage("The modes are revoke-first, overlap and hold"));
    }

    private static void show(
        List<RunbookWalk.Act> acts, Optional<List<ChannelView>> channels, PrintWriter out) {
      int number = 0;
      for (RunbookWalk.Act act : acts) {
        number++;
        out.println(
            number + ". " + act.what() + ("-".equals(act.by()) ? "" : " (" + act.by() + ")"));
        if (!act.told().isEmpty()) {
          out.println("   tells " + told(act.told(), channels));
        }
      }
    }
  }

  private static Runbook known(String kind) {
    return Runbooks.load().all().stream()
        .filter(one -> one.name().equals(kind))
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    "There is no runbook '" + kind + "'; 'rekey runbook list' shows them"));
  }

  /** The channels, if a server answers: a document is read without one, too. */
  private static Optional<List<ChannelView>> reachable(DoorOptions options) {
    try {
      return Optional.of(options.door().list("/v1/channels", Map.of(), ChannelView.class));
    } catch (CommandFailure noServer) {
      return Optional.empty();
    }
  }

  private static String told(List<Audience> audiences, Optional<List<ChannelView>> channels) {
    return audiences.stream()
        .sorted(Comparator.naturalOrder())
        .map(one -> Say.word(one) + channels.map(all -> " (" + through(one, all) + ")").orElse(""))
        .reduce((one, other) -> one + ", " + other)
        .orElse("nobody");
  }

  private static String through(Audience audience, List<ChannelView> channels) {
    List<String> names =
        channels.stream()
            .filter(one -> one.audiences().contains(audience))
            .map(one -> one.channel().name().value())
            .toList();
    return names.isEmpty() ? "no channel" : String.join(", ", names);
  }
}
