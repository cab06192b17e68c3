package dev.rekey.console.cli;

import dev.rekey.console.api.IncidentAct;
import dev.rekey.console.api.IncidentDeclaration;
import dev.rekey.console.api.IncidentDeclared;
import dev.rekey.console.api.IncidentLine;
import dev.rekey.console.api.IncidentStanding;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.incident.ResponseMode;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rekey incident ...}: what responders do at 03:00. */
final class IncidentCommands {
  private IncidentCommands() {}

  /** {@code rekey incident}. */
  @Command(
      name = "incident",
      description = "Responds to a compromise: contain, prove, recover, review.",
      subcommands = {
        Declare.class,
        ListAll.class,
        Show.class,
        Decide.class,
        IncidentReportCommand.class
      })
  static final class Incident {}

  /** {@code rekey incident declare}. */
  @Command(
      name = "declare",
      description = "Declares that credentials may be in other hands. Containment begins at once.")
  static final class Declare extends ClientCommand {
    @Parameters(arity = "0..*", paramLabel = "NAME", description = "The secrets' names.")
    List<String> names = List.of();

    @Option(
        names = "--authority",
        paramLabel = "NAME",
        description = "A certificate authority whose key may be in other hands. May be repeated.")
    List<String> authorities = List.of();

    @Option(
        names = "--finding",
        required = true,
        paramLabel = "TEXT",
        description = "What was found. Never the value itself.")
    String finding = "";

    @Option(
        names = "--exposed-at",
        paramLabel = "TIME",
        description = {
          "Since when others may know it, such as 2026-11-25T03:00:00Z.",
          "Where nobody says so, what it did in the two weeks before is looked at."
        })
    Optional<Instant> exposedAt = Optional.empty();

    @Option(
        names = "--mode",
        paramLabel = "MODE",
        description = "revoke-first, overlap or hold; else as the runbook has it.")
    Optional<String> mode = Optional.empty();

    @Override
    ExitCode run() {
      IncidentDeclaration declaration =
          new IncidentDeclaration(
              Stream.concat(names.stream(), authorities.stream().map(Declare::authority))
                  .map(Known::secret)
                  .toList(),
              finding,
              exposedAt,
              mode.map(Declare::mode));
      IncidentDeclared declared =
          options.door().post("/v1/incidents", Map.of(), declaration, IncidentDeclared.class);
      print(
          declared,
          out -> out.println(declared.id() + (declared.joined() ? " was there; joined." : "")));
      tell(
          declared.begun()
              ? "Follow it with: rekey incident show " + declared.id()
              : "Temporal does not answer; the response begins by itself as soon as it does.");
      return declared.begun() ? ExitCode.DONE : ExitCode.UNFINISHED;
    }

    private static String authority(String name) {
      return TlsCertificate.authoritySecret(name).value();
    }

    private static ResponseMode mode(String word) {
      return ResponseMode.of(word)
          .orElseThrow(() -> CommandFailure.usage("The modes are revoke-first, overlap and hold"));
    }
  }

  /** {@code rekey incident list}. */
  @Command(name = "list", description = "All incidents, the latest first.")
  static final class ListAll extends ClientCommand {
    @Override
    ExitCode run() {
      List<IncidentStanding> all =
          options.door().list("/v1/incidents", Map.of(), IncidentStanding.class);
      print(all, out -> table(all, out));
      return ExitCode.DONE;
    }

    private static void table(List<IncidentStanding> all, PrintWriter out) {
      Table table = new Table("INCIDENT", "SEVERITY", "STATE", "CREDENTIALS", "WAITS FOR");
      for (IncidentStanding one : all) {
        table.row(
            one.id(),
            one.severity(),
            one.state(),
            Integer.toString(one.credentials().size()),
            one.questions().isEmpty() ? "nobody" : one.questions().size() + " answers");
      }
      table.print(out, "There was no incident.");
    }
  }

  /** {@code rekey incident show}. */
  @Command(name = "show", description = "One incident with its timeline.")
  static final class Show extends ClientCommand {
    @Parameters(paramLabel = "ID", description = "The incident's name.")
    String id = "";

    @Override
    ExitCode run() {
      IncidentStanding one =
          options.door().get("/v1/incidents/" + checked(id), Map.of(), IncidentStanding.class);
      print(one, out -> show(one, out));
      return ExitCode.DONE;
    }
  }

  /** {@code rekey incident act}. */
  @Command(
      name = "act",
      description = {
        "What a person does: acknowledge, approve, refuse, note, by-hand, mode, escalate,"
            + " concerns,",
        "hand-over, suspect, suspect-evidence, break-glass, review-break-glass, root-cause,"
            + " remedy, dismiss, close."
      })
  static final class Decide extends ClientCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "The incident's name.")
    String id = "";

    @Parameters(index = "1", paramLabel = "ACT", description = "One of the above.")
    String act = "";

    @Option(
        names = "--about",
        paramLabel = "WHAT",
        description = "The question, person, credential, mode or category that it is about.")
    Optional<String> about = Optional.empty();

    @Option(
        names = "--text",
        paramLabel = "TEXT",
        description = "Why, or what; recorded. Only acknowledge may go without.")
    Optional<String> text = Optional.empty();

    @Option(names = "--owner", paramLabel = "PERSON", description = "Of a remedy.")
    Optional<String> owner = Optional.empty();

    @Option(names = "--due", paramLabel = "DAY", description = "Of a remedy, such as 2027-01-31.")
    Optional<String> due = Optional.empty();

    @Option(
        names = "--at",
        paramLabel = "TIME",
        description =
            "When it was done by hand, or since when evidence is in doubt, such as"
                + " 2027-01-31T03:04:00Z.")
    Optional<Instant> at = Optional.empty();

    @Override
    ExitCode run() {
      IncidentStanding now =
          options
              .door()
              .post(
                  "/v1/incidents/" + checked(id) + "/acts",
                  Map.of(),
                  new IncidentAct(act, about, said(), owner, due, at),
                  IncidentStanding.class);
      print(now, out -> out.println(now.id() + " is " + now.state() + "."));
      return ExitCode.DONE;
    }

    /** Who was woken at 03:00 says that they have it in as few words as there are. */
    private String said() {
      return text.orElseGet(
          () -> {
            if (act.equals("acknowledge")) {
              return "from the command line";
            }
            throw CommandFailure.usage("--text says why, or what");
          });
    }
  }

  static String checked(String id) {
    if (!id.matches("INC-[0-9A-F]{8,32}")) {
      throw CommandFailure.usage("'" + id + "' is no name of an incident");
    }
    return id;
  }

  private static void show(IncidentStanding one, PrintWriter out) {
    out.println(one.id() + "  " + one.severity() + "  " + one.state() + "  mode " + one.mode());
    one.containedSeconds().ifPresent(s -> out.println("contained after " + s + " s"));
    one.recoveredSeconds().ifPresent(s -> out.println("recovered after " + s + " s"));
    one.credentials().forEach(line -> out.println("  " + line));
    one.questions().forEach(line -> out.println("waits for an answer: " + line));
    one.clocks().forEach(line -> out.println("clock: " + line));
    if (!one.notices().isEmpty()) {
      out.println("told:");
      one.notices().forEach(told -> out.println("  " + ChannelCommands.line(told)));
      out.println("timeline:");
    }
    for (IncidentLine line : one.timeline()) {
      out.println(Say.time(line.at()) + "  " + line.by() + "  " + line.what() + ": " + line.text());
      line.facts().forEach(fact -> out.println("    " + fact));
    }
  }
}
