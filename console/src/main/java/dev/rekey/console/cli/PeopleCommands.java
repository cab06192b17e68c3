package dev.rekey.console.cli;

import dev.rekey.console.api.PrincipalCreated;
import dev.rekey.console.api.PrincipalKind;
import dev.rekey.console.api.PrincipalName;
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
    subcommands = {
      PeopleCommands.Add.class,
      PeopleCommands.Confirm.class,
      PeopleCommands.Token.class,
      PeopleCommands.Remove.class,
      PeopleCommands.All.class
    })
final class PeopleCommands {

  /** What gives somebody a token. */
  abstract static class Introduction extends ClientCommand {
    /** Shows the token, and says what is still to be done until a person counts. */
    final ExitCode show(PrincipalCreated created, String name) {
      print(created, out -> out.println(created.token()));
      tell(shownOnce(name));
      if (created.kind() == PrincipalKind.PERSON && !created.counts()) {
        tell(toConfirm(name));
      }
      return ExitCode.DONE;
    }
  }

  /** {@code rekey principal add}. */
  @Command(name = "add", description = "Gives a person or a service a token, shown once.")
  static final class Add extends Introduction {
    @Parameters(paramLabel = "NAME", description = "A name that nobody else has.")
    String name = "";

    @Option(names = "--kind", description = "person (default) or service.")
    PrincipalKind kind = PrincipalKind.PERSON;

    @Override
    ExitCode run() {
      if (kind == PrincipalKind.CONSUMER) {
        throw CommandFailure.usage("Consumers are added with 'rekey consumer add'");
      }
      PrincipalOrder order = new PrincipalOrder(name, kind);
      PrincipalCreated created =
          options.door().post("/v1/principals", Map.of(), order, PrincipalCreated.class);
      return show(created, name);
    }
  }

  /** {@code rekey principal confirm}. */
  @Command(
      name = "confirm",
      description = "Vouches for a person whom another one introduced; from then on they count.")
  static final class Confirm extends ClientCommand {
    @Parameters(paramLabel = "NAME", description = "The person's name.")
    String name = "";

    @Override
    ExitCode run() {
      PrincipalView view = order("/v1/principals/confirmations", options, name);
      print(view, out -> out.println(view.name() + " counts as a person who may force."));
      return ExitCode.DONE;
    }
  }

  /** {@code rekey principal token}. */
  @Command(
      name = "token",
      description = "Gives a new token, shown once; the old one is refused from then on.")
  static final class Token extends Introduction {
    @Parameters(paramLabel = "NAME", description = "Yourself or somebody else.")
    String name = "";

    @Override
    ExitCode run() {
      PrincipalCreated created =
          options
              .door()
              .post(
                  "/v1/principals/tokens",
                  Map.of(),
                  new PrincipalName(name),
                  PrincipalCreated.class);
      return show(created, name);
    }
  }

  /** {@code rekey principal remove}. */
  @Command(
      name = "remove",
      description = "The door does not know them any more; the name stays taken.")
  static final class Remove extends ClientCommand {
    @Parameters(paramLabel = "NAME", description = "Whom.")
    String name = "";

    @Override
    ExitCode run() {
      PrincipalView view = order("/v1/principals/removals", options, name);
      print(view, out -> out.println(view.name() + " is not let in any more."));
      return ExitCode.DONE;
    }
  }

  /** {@code rekey principal list}. */
  @Command(name = "list", description = "Lists the principals, and who stands behind them.")
  static final class All extends ClientCommand {
    @Override
    ExitCode run() {
      List<PrincipalView> views =
          options.door().list("/v1/principals", Map.of(), PrincipalView.class);
      Table table =
          new Table("NAME", "KIND", "CREATED", "BY", "TOKEN FROM", "CONFIRMED BY", "COUNTS SINCE");
      views.forEach(
          view ->
              table.row(
                  view.name(),
                  Say.word(view.kind()),
                  Say.time(view.createdAt()),
                  view.createdBy().orElse("-"),
                  view.introducedBy().orElse("-"),
                  view.confirmedBy().orElse("-"),
                  view.countsSince().map(Say::time).orElse("-")));
      print(views, out -> table.print(out, "No principals."));
      return ExitCode.DONE;
    }
  }

  private static PrincipalView order(String path, DoorOptions options, String name) {
    return options.door().post(path, Map.of(), new PrincipalName(name), PrincipalView.class);
  }

  private static String shownOnce(String name) {
    return "The token of "
        + name
        + " is shown this once; keep it in a file that only they can read.";
  }

  private static String toConfirm(String name) {
    return "Until another person confirms them ('rekey principal confirm "
        + name
        + "'), they neither ask to force nor approve.";
  }
}
