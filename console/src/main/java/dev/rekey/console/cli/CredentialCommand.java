package dev.rekey.console.cli;

import dev.rekey.console.api.CredentialView;
import dev.rekey.console.api.Enrolment;
import dev.rekey.console.api.RotationHistory;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rekey credential ...}: what is under Rekey's care. */
@Command(
    name = "credential",
    description = "What is under Rekey's care.",
    subcommands = {
      CredentialCommand.Add.class,
      AddRotationFunction.class,
      AddIamRole.class,
      AddIamKey.class,
      AddKmsKey.class,
      AddTlsCertificate.class,
      CredentialCommand.All.class,
      CredentialCommand.Show.class,
      DiscoverCommand.class,
      CareCommands.Policy.class,
      CareCommands.Remove.class,
      ImportCommand.class
    })
final class CredentialCommand {

  /** {@code rekey credential add}. */
  @Command(
      name = "add",
      description = "Puts a PostgreSQL login under Rekey's care. The target is checked first.")
  static final class Add extends AddCommand {
    @Mixin CredentialOptions credential = new CredentialOptions();

    @Override
    Enrolment enrolment() {
      return credential.enrolment();
    }
  }

  /** {@code rekey credential list}. */
  @Command(name = "list", description = "Lists the credentials.")
  static final class All extends ClientCommand {
    @Override
    ExitCode run() {
      List<CredentialView> views = new Known(options.door()).all();
      print(views, out -> table(views, out));
      return ExitCode.DONE;
    }

    private static void table(List<CredentialView> views, PrintWriter out) {
      Table table = new Table("NAME", "STATE", "TIER", "OWNER", "ROTATED", "NEXT DUE", "CONSUMERS");
      for (CredentialView view : views) {
        table.row(
            view.record().credential().secret().value(),
            Say.word(view.state()),
            Say.word(view.record().tier()),
            view.record().owner(),
            Say.time(view.lastRotated()),
            Say.time(view.nextDue()),
            Integer.toString(view.consumers().size()));
      }
      table.print(out, "No credentials yet; 'rekey credential add --help' says how to add one.");
    }
  }

  /** {@code rekey credential show}. */
  @Command(name = "show", description = "Shows one credential.")
  static final class Show extends ClientCommand {
    @Parameters(paramLabel = "NAME", description = "The secret's name.")
    String name = "";

    @Override
    ExitCode run() {
      CredentialView view = new Known(options.door()).one(name);
      print(
          view,
          out -> {
            facts(view).forEach((what, fact) -> new Standstill.Line(what, fact).print(out));
            view.progress()
                .ifPresent(p -> Standstill.lines(p, Instant.now()).forEach(l -> l.print(out)));
            view.lastRotation().ifPresent(last -> ending(last).forEach(line -> line.print(out)));
          });
      return ExitCode.DONE;
    }

    /** How the last rotation ended, where it did not reach its goal. */
    private static List<Standstill.Line> ending(RotationHistory last) {
      if (Standstill.why(last).isEmpty()) {
        return List.of();
      }
      String ended = last.endedAt().map(at -> " at " + Say.time(at)).orElse("");
      List<Standstill.Line> lines = new ArrayList<>();
      lines.add(new Standstill.Line("last rotation", last.outcome() + ended));
      lines.add(new Standstill.Line("reason", Standstill.why(last).orElse("")));
      last.advice().ifPresent(advice -> lines.add(new Standstill.Line("advice", advice)));
      return lines;
    }

    private static Map<String, String> facts(CredentialView view) {
      var policy = view.record().policy();
      Map<String, String> facts = new LinkedHashMap<>();
      facts.put("name", view.record().credential().secret().value());
      facts.put("state", Say.word(view.state()));
      facts.put("kind", view.record().credential().kind());
      facts.put("endpoints", Say.list(view.record().credential().places()));
      facts.put("users", Say.list(view.record().credential().identities()));
      facts.put("owner", view.record().owner());
      facts.put("tier", Say.word(view.record().tier()));
      facts.put("version", Say.orDash(view.currentVersion()));
      facts.put("fingerprint", Say.orDash(view.fingerprint()));
      facts.put("rotated", Say.time(view.lastRotated()));
      facts.put("next due", Say.time(view.nextDue()));
      facts.put("hard deadline", Say.time(view.hardDeadline()));
      facts.put("schedule", policy.schedule().orElse("two thirds of the maximum age"));
      facts.put("drain", policy.drain().toString());
      facts.put("consumers", Say.list(view.consumers()));
      facts.put("rotating", Say.orDash(view.rotating()));
      return facts;
    }
  }
}
