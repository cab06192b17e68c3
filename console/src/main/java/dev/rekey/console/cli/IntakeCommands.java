package dev.rekey.console.cli;

import dev.rekey.console.api.IntakeKind;
import dev.rekey.console.api.IntakeOrder;
import dev.rekey.console.api.IntakeRemoved;
import dev.rekey.console.api.IntakeView;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rekey intake ...}: who may report leaks by signed messages. */
final class IntakeCommands {
  private IntakeCommands() {}

  /** {@code rekey intake}. */
  @Command(
      name = "intake",
      description = "Who may report leaks by signed messages, and what came of them.",
      subcommands = {Add.class, ListAll.class, Remove.class})
  static final class Intake {}

  /** {@code rekey intake add}. */
  @Command(
      name = "add",
      description = {
        "Lets a source in: github, gitguardian, or any that signs Standard Webhooks;",
        "or pagerduty, where people acknowledge."
      })
  static final class Add extends ClientCommand {
    @Parameters(
        paramLabel = "NAME",
        description = "Its name; the last part of its address at the door.")
    String name = "";

    @Option(
        names = "--kind",
        paramLabel = "KIND",
        description =
            "github, gitguardian, pagerduty or generic (default: what the name says, else"
                + " generic).")
    Optional<IntakeKind> kind = Optional.empty();

    @Option(
        names = "--secret-file",
        paramLabel = "FILE",
        description = "What it signs with, in the first line; - for standard input.")
    Optional<String> secretFile = Optional.empty();

    @Option(
        names = "--keys-url",
        paramLabel = "URL",
        description = "Where the public keys of a github source are (default: GitHub's own).")
    Optional<String> keysUrl = Optional.empty();

    @Override
    ExitCode run() {
      IntakeKind known = kind.orElseGet(this::byName);
      if (known != IntakeKind.GITHUB && secretFile.isEmpty()) {
        throw CommandFailure.usage("Give what it signs with: --secret-file FILE, or - to type it");
      }
      IntakeOrder order =
          new IntakeOrder(name, known, keysUrl, secretFile.map(PasswordFiles::read));
      IntakeView added = options.door().post("/v1/intake", Map.of(), order, IntakeView.class);
      print(added, out -> out.println(added.name() + " may post to " + added.path()));
      tell("Messages without its signature are refused and counted: rekey intake list");
      return ExitCode.DONE;
    }

    private IntakeKind byName() {
      return Stream.of(IntakeKind.values())
          .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(name))
          .findFirst()
          .orElse(IntakeKind.GENERIC);
    }
  }

  /** {@code rekey intake list}. */
  @Command(name = "list", description = "Who may report, and how many messages were refused.")
  static final class ListAll extends ClientCommand {
    @Override
    ExitCode run() {
      List<IntakeView> all = options.door().list("/v1/intake", Map.of(), IntakeView.class);
      print(all, out -> table(all, out));
      return ExitCode.DONE;
    }

    private static void table(List<IntakeView> all, PrintWriter out) {
      Table table =
          new Table("SOURCE", "KIND", "POSTS TO", "ACCEPTED", "REPEATED", "REJECTED", "LAST GOOD");
      for (IntakeView one : all) {
        table.row(
            one.name(),
            one.kind().name().toLowerCase(Locale.ROOT),
            one.path(),
            Long.toString(one.accepted()),
            Long.toString(one.repeated()),
            Long.toString(one.rejected()),
            one.lastAcceptedAt().map(Say::time).orElse("never"));
      }
      table.print(out, "No source may report; 'rekey intake add' lets one in.");
    }
  }

  /** {@code rekey intake remove}. */
  @Command(name = "remove", description = "Lets a source in no more.")
  static final class Remove extends ClientCommand {
    @Parameters(paramLabel = "NAME", description = "The source's name.")
    String name = "";

    @Override
    ExitCode run() {
      if (!name.matches("[a-z0-9][a-z0-9-]{0,62}")) {
        throw CommandFailure.usage("'" + name + "' is no name of a source");
      }
      IntakeRemoved removed =
          options.door().delete("/v1/intake/" + name, Map.of(), IntakeRemoved.class);
      print(removed, out -> out.println(removed.name() + " may report no more."));
      return ExitCode.DONE;
    }
  }
}
