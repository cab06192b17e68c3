package dev.rekey.console.cli;

import dev.rekey.console.api.AuthorityOrder;
import dev.rekey.console.api.AuthorityView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rekey authority ...}: who certifies keys. */
@Command(
    name = "authority",
    description = "Who certifies keys.",
    subcommands = {
      AuthorityCommands.Add.class,
      AuthorityCommands.Show.class,
      StandByCommand.class,
      RolloverCommands.class,
      TrusterCommands.class
    })
final class AuthorityCommands {

  /** {@code rekey authority add}. */
  @Command(
      name = "add",
      description = {
        "Makes an authority known. It is asked first. The same name again replaces its settings.",
        "The kind 'own' is an authority that Rekey makes: for one machine, never for production."
      })
  static final class Add extends ClientCommand {
    @Parameters(paramLabel = "NAME", description = "What it is called here.")
    String name = "";

    @Option(
        names = "--kind",
        required = true,
        paramLabel = "KIND",
        description = "own, acme, step-ca, vault, or aws-private-ca.")
    String kind = "";

    @Option(
        names = "--settings-file",
        paramLabel = "FILE",
        description = "What is to be known of it, and the account there, as JSON.")
    @Nullable Path settings;

    @Option(names = "--dry-run", description = "Only check; change nothing.")
    boolean dryRun;

    @Override
    ExitCode run() {
      AuthorityOrder order =
          new AuthorityOrder(name, kind, Optional.ofNullable(settings).map(Add::read));
      AuthorityView view;
      try {
        view =
            options
                .door()
                .post("/v1/authorities", Enrolments.query(dryRun), order, AuthorityView.class);
      } catch (CommandFailure failure) {
        throw dryRun ? Enrolments.wouldFail(failure) : failure;
      }
      print(
          view,
          out ->
              out.println(
                  dryRun
                      ? name + " can be added: it was asked, nothing was changed."
                      : name + " is known; 'rekey authority show " + name + "' has its roots."));
      return ExitCode.DONE;
    }

    private static String read(Path file) {
      try {
        return Files.readString(file);
      } catch (IOException e) {
        throw new CommandFailure(
            ExitCode.ENVIRONMENT, "UNREADABLE_FILE", file + " cannot be read as text", "");
      }
    }
  }

  /** {@code rekey authority show}. */
  @Command(name = "show", description = "Prints the roots that clients must believe, as PEM.")
  static final class Show extends ClientCommand {
    @Parameters(paramLabel = "NAME", description = "The authority.")
    String name = "";

    @Override
    ExitCode run() {
      AuthorityView view =
          options.door().get("/v1/authorities", Map.of("name", name), AuthorityView.class);
      print(view, out -> out.print(view.roots()));
      if (view.roots().isEmpty()) {
        tell("Clients believe " + name + " by the roots that they have already.");
      }
      return ExitCode.DONE;
    }
  }
}
