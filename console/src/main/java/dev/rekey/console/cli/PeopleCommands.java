package dev.rekey.console.cli;

import dev.rekey.console.api.PrincipalCreated;
import dev.rekey.console.api.PrincipalKind;
import dev.rekey.console.api.PrincipalOrder;
import dev.rekey.console.api.PrincipalView;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rekey principal ...}: who may knock at the door. */
@Command(
    name = "principal",
    description = "Who may knock at the door.",
    subcommands = {PeopleCommands.Add.class, PeopleCommands.All.class})
final class PeopleCommands {

  /** {@code rekey principal add}. */
  @Command(name = "add", description = "Gives a person or a service a token, shown once.")
  static final class Add extends ClientCommand {
    @Parameters(paramLabel = "NAME", description = "A name that nobody else has.")
    String name = "";

    @Option(names = "--kind", description = "person (default) or service.")
    PrincipalKind kind = PrincipalKind.PERSON;

    @Override
    ExitCode run() {
      if (kind == PrincipalKind.CONSUMER) {
        throw CommandFailure.usage("Consumers are added with 'rekey consumer add'");
      }
      PrincipalCreated created =
          options
              .door()
              .post(
                  "/v1/principals",
                  Map.of(),
                  new PrincipalOrder(name, kind),
                  PrincipalCreated.class);
      print(created, out -> out.println(created.token()));
      tell(
          "The token of "
              + name
              + " is shown this once; keep it in a file that only they can read.");
      return ExitCode.DONE;
    }
  }

  /** {@code rekey principal list}. */
  @Command(name = "list", description = "Lists the principals.")
  static final class All extends ClientCommand {
    @Override
    ExitCode run() {
      List<PrincipalView> views =
          options.door().list("/v1/principals", Map.of(), PrincipalView.class);
      Table table = new Table("NAME", "KIND");
      views.forEach(view -> table.row(view.name(), Say.word(view.kind())));
      print(views, out -> table.print(out, "No principals."));
      return ExitCode.DONE;
    }
  }
}
