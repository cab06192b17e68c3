package dev.rekey.console.cli;

import dev.rekey.console.api.EvidenceDoubt;
import dev.rekey.console.api.EvidenceParty;
import dev.rekey.console.api.EvidenceStatus;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rekey evidence ...}: what an auditor asks for. */
@Command(
    name = "evidence",
    description = "The evidence log: how it stands, exports of it, and their check.",
    subcommands = {
      EvidenceCommands.Standing.class,
      EvidenceCommands.Export.class,
      VerifyCommand.class,
      EvidenceCommands.NewKey.class
    })
final class EvidenceCommands {
  /** {@code rekey evidence status}. */
  @Command(name = "status", description = "What is signed, what waits, who signs and vouches.")
  static final class Standing extends ClientCommand {
    @Override
    ExitCode run() {
      EvidenceStatus status = options.door().get("/v1/evidence", Map.of(), EvidenceStatus.class);
      print(status, out -> show(status, out));
      return status.parties().stream().anyMatch(party -> party.problem().isPresent())
          ? ExitCode.UNFINISHED
          : ExitCode.DONE;
    }

    private static void show(EvidenceStatus status, PrintWriter out) {
      out.println("log        " + status.origin().orElse("nothing is signed yet"));
      out.println("key        " + status.key().orElse("-"));
      status.formerKeys().forEach(key -> out.println("before     " + key));
      out.println("entries    " + status.entries() + ", " + status.signed() + " signed");
      status.signedAt().ifPresent(at -> out.println("signed     " + Say.time(at)));
      status.root().ifPresent(root -> out.println("root       " + root));
      status.waitingSince().ifPresent(at -> out.println("waiting    since " + Say.time(at)));
      status.parties().forEach(party -> out.println(line(party)));
      status.doubts().forEach(doubt -> told(doubt, out));
      if (status.parties().stream().noneMatch(party -> party.kind().equals("WITNESS"))) {
        out.println(
            "No witness vouches for this log: whoever holds its key could show two of them.");
      }
    }

    private static void told(EvidenceDoubt doubt, PrintWriter out) {
      out.println("doubt      " + doubt.line());
      doubt.ofItsKey().ifPresent(sentence -> out.println("           " + sentence));
    }

    private static String line(EvidenceParty party) {
      String size = party.kind().equals("SIGNER") ? "" : " " + party.name();
      return "%-10s has %d%s%s"
          .formatted(
              party.kind().toLowerCase(Locale.ROOT),
              party.size(),
              size,
              party
                  .problem()
                  .map(
                      problem ->
                          "; since "
                              + Say.time(party.problemSince().orElseThrow())
                              + ": "
                              + problem)
                  .orElse(""));
    }
  }

  /** {@code rekey evidence export}. */
  @Command(
      name = "export",
      description = {
        "Writes a bundle that verifies offline: entries, proofs, checkpoint, keys.",
        "What meets all that is given is in it."
      })
  static final class Export extends ClientCommand {
    private static final String INCIDENT = "INC-[0-9A-Fa-f]+";
    private static final String OF_OTHERS =
        "An ID is that of one entry; --incident ID and --credential NAME export those about one.";

    @Parameters(arity = "0..1", paramLabel = "ID", description = "The entry of this name.")
    Optional<String> id = Optional.empty();

    @Option(names = "--incident", paramLabel = "ID", description = "Entries about this incident.")
    Optional<String> incident = Optional.empty();

    @Option(
        names = "--credential",
        paramLabel = "NAME",
        description = "Entries about this credential, and the incidents that held it.")
    Optional<String> credential = Optional.empty();

    @Option(names = "--from", paramLabel = "TIME", description = "What happened then or later.")
    Optional<Instant> from = Optional.empty();

    @Option(names = "--to", paramLabel = "TIME", description = "What happened before.")
    Optional<Instant> to = Optional.empty();

    @Option(
        names = "--since",
        paramLabel = "FILE",
        description = "A checkpoint that you kept: the bundle will show that the log only grew.")
    Optional<Path> since = Optional.empty();

    @Option(
        names = "--out",
        paramLabel = "PLACE",
        description = "A new folder, or a file that ends with .zip (evidence.zip).")
    Path out = Path.of("evidence.zip");

    @Override
    ExitCode run() {
      BundlePlace place = new BundlePlace(out);
      Map<String, String> query = query();
      place.requireNew();
      byte[] zip = bundle(query);
      Map<String, Object> done = place.write(zip);
      print(done, to -> to.println(out + " holds " + done.get("entries") + " entries."));
      tell("Check it with: rekey evidence verify " + out + " --key 'THE KEY THAT YOU KNOW'");
      return ExitCode.DONE;
    }

    private byte[] bundle(Map<String, String> query) {
      try {
        return options.door().file("/v1/evidence/bundle", query);
      } catch (CommandFailure failure) {
        throw id.isPresent() && failure.code().equals("NOT_FOUND")
            ? new CommandFailure(failure.exit(), failure.code(), failure.sentence(), OF_OTHERS)
            : failure;
      }
    }

    private Map<String, String> query() {
      Map<String, String> query = new LinkedHashMap<>();
      id.filter(one -> one.matches(INCIDENT))
          .ifPresent(
              one -> {
                throw CommandFailure.usage(
                    "%s is an incident, and no entry: give it as --incident %s"
                        .formatted(one, one));
              });
      id.ifPresent(one -> query.put("id", one));
      incident.ifPresent(one -> query.put("incident", one));
      credential.ifPresent(one -> query.put("credential", Known.secret(one).value()));
      from.ifPresent(at -> query.put("from", at.toString()));
      to.ifPresent(at -> query.put("to", at.toString()));
      if (query.isEmpty()) {
        throw CommandFailure.usage(
            "Say what to export: an ID, --incident, --credential, --from or --to");
      }
      since.ifPresent(
          file -> query.put("since", Long.toString(AuditFiles.checkpoint(file).size())));
      return query;
    }
  }

  /** {@code rekey evidence new-key}. */
  @Command(
      name = "new-key",
      description = {
        "Gives the log of a server on this machine a new key, after the old one was lost or"
            + " leaked.",
        "The log goes on under its name; the change is written down in it."
      })
  static final class NewKey implements Callable<Integer> {
    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "The server's data folder (REKEY_DATA, ./data).")
    Path data = Path.of(Optional.ofNullable(System.getenv("REKEY_DATA")).orElse("data"));

    @Option(
        names = "--origin",
        paramLabel = "NAME",
        description =
            "The log's name, if the old key's file is lost; 'rekey evidence status' says it.")
    Optional<String> origin = Optional.empty();

    @Override
    public Integer call() {
      return ServerCommands.started(
          () -> dev.rekey.console.embedded.NewEvidenceKey.make(data, origin));
    }
  }
}
