package dev.rekey.console.cli;

import dev.rekey.console.api.IncidentReport;
import dev.rekey.console.report.IncidentPage;
import dev.rekey.model.report.Html;
import dev.rekey.model.report.Markdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rekey incident report}. */
@Command(
    name = "report",
    description = {
      "The report of an incident: what is known, what was proven and where, and what is not known.",
      "All formats say the same."
    })
final class IncidentReportCommand extends ClientCommand {
  /** What it can be written as. */
  enum Format {
    MARKDOWN,
    HTML,
    JSON
  }

  @Parameters(paramLabel = "ID", description = "The incident's name.")
  String id = "";

  @Option(
      names = "--format",
      defaultValue = "markdown",
      paramLabel = "FORMAT",
      description = "markdown, html or json; default: markdown.")
  Format format = Format.MARKDOWN;

  @Option(names = "--out", paramLabel = "FILE", description = "Write it there instead.")
  Optional<Path> out = Optional.empty();

  @Override
  ExitCode run() {
    IncidentReport report =
        options
            .door()
            .get(
                "/v1/incidents/" + IncidentCommands.checked(id) + "/report",
                Map.of(),
                IncidentReport.class);
    String text = text(report);
    if (out.isPresent()) {
      write(out.get(), text);
      tell("Written to " + out.get() + ".");
    } else {
      spec.commandLine().getOut().print(text);
      spec.commandLine().getOut().flush();
    }
    return ExitCode.DONE;
  }

  private String text(IncidentReport report) {
    if (options.json) {
      return Json.write(report) + "\n";
    }
    return switch (format) {
      case MARKDOWN -> Markdown.of(IncidentPage.of(report));
      case HTML -> Html.of(IncidentPage.of(report));
      case JSON -> Json.write(report) + "\n";
    };
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.ENVIRONMENT,
          "UNWRITABLE_FILE",
          "The report cannot be written to " + file,
          "Nothing was changed; name another file.");
    }
  }
}
