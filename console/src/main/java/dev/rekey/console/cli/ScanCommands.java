package dev.rekey.console.cli;

import dev.rekey.console.api.ScanFinding;
import dev.rekey.console.api.ScanLine;
import dev.rekey.console.api.ScanReport;
import dev.rekey.console.cli.ScanReportFile.Format;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rekey scan ...}: what scanners found. */
final class ScanCommands {
  private ScanCommands() {}

  /** {@code rekey scan}. */
  @Command(
      name = "scan",
      description = "Whose are the secrets that a scanner found?",
      subcommands = Import.class)
  static final class Scan {}

  /** {@code rekey scan import}. */
  @Command(
      name = "import",
      description = {
        "Reads a report of gitleaks or TruffleHog, and opens an incident for each enrolled",
        "credential whose value is in it, and for each verified value that nobody enrolled."
      })
  static final class Import extends ClientCommand {
    private static final int PART = 100;
    private static final int PART_BYTES = 96 * 1024;
    private static final int LONGEST = 32 * 1024;

    @Parameters(paramLabel = "FILE", description = "The report; - for standard input.")
    String file = "";

    @Option(
        names = "--format",
        paramLabel = "FORMAT",
        description = "gitleaks, sarif or trufflehog; told by the content if left out.")
    Optional<Format> format = Optional.empty();

    @Option(names = "--dry-run", description = "Only show whose they are; open nothing.")
    boolean dryRun;

    @Override
    ExitCode run() {
      ScanReportFile report = ScanReportFile.read(GivenText.read("report", file), format);
      if (report.redacted()) {
        throw CommandFailure.usage(
            "The report is redacted: without the values nothing can be recognised");
      }
      DoorClient door = options.door();
      List<ScanLine> lines = new ArrayList<>();
      for (List<ScanFinding> part : parts(report.findings())) {
        ScanReport order = new ScanReport(report.scanner(), dryRun, part);
        lines.addAll(door.postForList("/v1/scans", order, ScanLine.class));
      }
      print(lines, out -> table(lines, out));
      tell(summary(lines));
      return dryRun && leaked(lines) > 0 ? ExitCode.WOULD_FAIL : ExitCode.DONE;
    }

    /** The door takes bodies up to a size; what is no credential for its length is left out. */
    private static List<List<ScanFinding>> parts(List<ScanFinding> all) {
      List<List<ScanFinding>> parts = new ArrayList<>();
      List<ScanFinding> part = new ArrayList<>();
      int size = 0;
      for (ScanFinding one : all) {
        ScanFinding fit = fitting(one);
        int bytes = Json.write(fit).length() * 2;
        if (!part.isEmpty() && (part.size() == PART || size + bytes > PART_BYTES)) {
          parts.add(List.copyOf(part));
          part.clear();
          size = 0;
        }
        part.add(fit);
        size += bytes;
      }
      if (!part.isEmpty()) {
        parts.add(part);
      }
      return parts;
    }

    private static ScanFinding fitting(ScanFinding one) {
      return new ScanFinding(
          one.rule(),
          one.place().substring(0, Math.min(500, one.place().length())),
          one.verified(),
          one.values().stream().filter(value -> value.length() <= LONGEST).toList());
    }

    private static void table(List<ScanLine> lines, PrintWriter out) {
      Table table = new Table("RULE", "PLACE", "CREDENTIAL", "INCIDENT");
      for (ScanLine line : lines) {
        table.row(line.rule(), line.place(), whose(line), line.incident().orElse("none"));
      }
      table.print(out, "The report has no findings.");
    }

    private static String whose(ScanLine line) {
      if (!line.credentials().isEmpty()) {
        return Say.list(line.credentials());
      }
      return line.verified() ? "not enrolled, and works" : "not enrolled";
    }

    private String summary(List<ScanLine> lines) {
      Set<String> incidents =
          lines.stream().flatMap(line -> line.incident().stream()).collect(Collectors.toSet());
      return leaked(lines)
          + " of "
          + lines.size()
          + " findings are leaks of enrolled credentials or of what works; "
          + (dryRun ? "nothing was changed." : "incidents: " + Say.list(List.copyOf(incidents)));
    }

    private static long leaked(List<ScanLine> lines) {
      return lines.stream()
          .filter(line -> !line.credentials().isEmpty() || line.verified())
          .count();
    }
  }
}
