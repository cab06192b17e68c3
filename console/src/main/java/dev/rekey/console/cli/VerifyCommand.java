package dev.rekey.console.cli;

import dev.rekey.console.api.EvidenceDoubt;
import dev.rekey.console.audit.Audit;
import dev.rekey.console.audit.Cosigned;
import dev.rekey.console.audit.EvidenceFiles;
import dev.rekey.console.audit.Finding;
import dev.rekey.console.audit.Trust;
import dev.rekey.console.audit.Verdict;
import dev.rekey.model.transparency.NoteKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rekey evidence verify}: asks no server anything. */
@Command(
    name = "verify",
    description = {
      "Checks a bundle, or a whole copy of the log (a mirror), offline.",
      "Exit code 0 if everything is as it was signed, 1 if anything is not."
    })
final class VerifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "PLACE", description = "The bundle's folder or ZIP, or the mirror.")
  Path place = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "VKEY",
      description =
          "The log's key, or a file with it, that you got by another way; may be repeated.")
  List<String> keys = List.of();

  @Option(
      names = "--witness",
      paramLabel = "VKEY",
      description = "A witness that must have vouched: its key, or a file; may be repeated.")
  List<String> witnesses = List.of();

  @Option(
      names = "--since",
      paramLabel = "FILE",
      description = "A checkpoint that you kept: the log must continue it.")
  Optional<Path> since = Optional.empty();

  @Option(names = "--json", description = "Print one JSON document to standard output.")
  boolean json;

  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  @Spec
  CommandSpec spec;

  @Override
  public Integer call() {
    Trust trust =
        new Trust(
            AuditFiles.keys(keys, NoteKey.Kind.NOTE),
            AuditFiles.keys(witnesses, NoteKey.Kind.COSIGNATURE),
            since.map(AuditFiles::checkpoint));
    Verdict verdict = check(trust);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.write(verdict));
    } else {
      tell(verdict, out);
    }
    out.flush();
    return (verdict.verified() ? ExitCode.DONE : ExitCode.REFUSED).code();
  }

  private Verdict check(Trust trust) {
    try (EvidenceFiles files = EvidenceFiles.open(place)) {
      return Audit.of(files, trust);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.ENVIRONMENT,
          "UNREADABLE",
          place + " is no folder and no ZIP that can be read",
          "That says nothing about what was logged: get the bundle again.");
    }
  }

  private static void tell(Verdict verdict, PrintWriter out) {
    for (Finding finding : verdict.findings()) {
      out.println("WRONG  " + finding.line());
    }
    if (!verdict.verified()) {
      out.println("NOT VERIFIED: %d wrong; see above.".formatted(verdict.findings().size()));
      return;
    }
    out.println(
        "VERIFIED: %s %d of the %d entries that %s signed."
            .formatted(
                verdict.kind().equals("mirror") ? "all" : "the",
                verdict.entries(),
                verdict.size(),
                verdict.origin().orElse("")));
    vouched(verdict, out);
    verdict.doubts().forEach(doubt -> doubt(doubt, out));
    if (!verdict.notSignedYet().isEmpty()) {
      out.println("not signed yet, so not in here: " + String.join(", ", verdict.notSignedYet()));
    }
    if (verdict.kind().equals("bundle")) {
      out.println("Whether the bundle holds all that there is, only the mirror shows.");
    }
  }

  /** Who signed, who vouched, and how much that is worth. */
  private static void vouched(Verdict verdict, PrintWriter out) {
    out.println("root       " + verdict.root().orElse(""));
    out.println("key        " + verdict.key().orElse(""));
    out.println(
        verdict.keyPinned()
            ? "           which is the one that you named."
            : "           which came along in the same place: this shows that nothing was changed"
                + " since that key signed, not whose key it is. Name the one you know with --key.");
    verdict.witnesses().forEach(one -> out.println(line(one)));
    if (verdict.witnesses().isEmpty()) {
      out.println("witness    none: whoever holds the key could have shown others another log.");
    }
    verdict.continues().ifPresent(yes -> out.println("since      it continues your checkpoint."));
  }

  /** What was not changed since it was written may still have been written by somebody else. */
  private static void doubt(EvidenceDoubt doubt, PrintWriter out) {
    out.println("DOUBT      " + doubt.line());
    doubt.ofItsKey().ifPresent(sentence -> out.println("           " + sentence));
  }

  private static String line(Cosigned one) {
    return "witness    "
        + one.key()
        + " at "
        + Say.time(one.at())
        + (one.pinned() ? ", which you named" : ", whose key came along");
  }
}
