package dev.rekey.console.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.console.api.ScanFinding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads what gitleaks (JSON, SARIF) and TruffleHog (JSON lines) write, and takes nothing from it
 * but the rule, the place and the values.
 */
final class ScanReportFile {
  /** What people may say with {@code --format}. */
  enum Format {
    GITLEAKS,
    SARIF,
    TRUFFLEHOG
  }

  private static final String REDACTED = "REDACTED";

  private final Format format;
  private final List<ScanFinding> findings;

  private ScanReportFile(Format format, List<ScanFinding> findings) {
    this.format = format;
    this.findings = findings;
  }

  /** Reads a report; its format is told by what it begins with, if nobody says. */
  static ScanReportFile read(String text, Optional<Format> said) {
    Format format = said.orElseGet(() -> guess(text));
    List<ScanFinding> findings =
        switch (format) {
          case GITLEAKS -> each(Json.tree(text), ScanReportFile::gitleaks);
          case SARIF ->
              each(Json.tree(text).path("runs"), run -> run).stream()
                  .flatMap(run -> each(run.path("results"), ScanReportFile::sarif).stream())
                  .toList();
          case TRUFFLEHOG ->
              text.lines()
                  .filter(line -> !line.isBlank())
                  .map(Json::tree)
                  .filter(line -> line.has("DetectorName"))
                  .map(ScanReportFile::trufflehog)
                  .toList();
        };
    return new ScanReportFile(format, findings);
  }

  private interface Reading<T> {
    T of(JsonNode node);
  }

  private static <T> List<T> each(JsonNode array, Reading<T> reading) {
    if (!array.isArray() && !array.isMissingNode() && !array.isNull()) {
      throw unknown();
    }
    List<T> all = new ArrayList<>();
    array.forEach(node -> all.add(reading.of(node)));
    return all;
  }

  private static Format guess(String text) {
    String start = text.stripLeading();
    if (start.startsWith("[") || start.isEmpty() || start.startsWith("null")) {
      return Format.GITLEAKS;
    }
    String first = start.lines().findFirst().orElse("");
    if (first.contains("\"DetectorName\"") || first.contains("\"SourceMetadata\"")) {
      return Format.TRUFFLEHOG;
    }
    if (start.startsWith("{") && start.contains("\"runs\"")) {
      return Format.SARIF;
    }
    if (start.startsWith("{") && start.contains("\"DetectorName\"")) {
      return Format.TRUFFLEHOG;
    }
    throw unknown();
  }

  private static CommandFailure unknown() {
    return CommandFailure.usage(
        "This is no report of gitleaks (JSON, SARIF) or TruffleHog (JSON lines)");
  }

  private static ScanFinding gitleaks(JsonNode one) {
    String line = one.path("StartLine").asText("");
    return new ScanFinding(
        one.path("RuleID").asText("unknown"),
        place(one.path("File").asText(""), line, one.path("Commit").asText("")),
        false,
        values(Stream.of(one.path("Secret"), one.path("Match"))));
  }

  private static ScanFinding sarif(JsonNode one) {
    JsonNode physical = one.path("locations").path(0).path("physicalLocation");
    return new ScanFinding(
        one.path("ruleId").asText("unknown"),
        place(
            physical.path("artifactLocation").path("uri").asText(""),
            physical.path("region").path("startLine").asText(""),
            one.path("partialFingerprints").path("commitSha").asText("")),
        false,
        values(Stream.of(physical.path("region").path("snippet").path("text"))));
  }

  private static ScanFinding trufflehog(JsonNode one) {
    JsonNode data = one.path("SourceMetadata").path("Data");
    JsonNode where = data.elements().hasNext() ? data.elements().next() : data;
    List<JsonNode> raw = new ArrayList<>(List.of(one.path("Raw"), one.path("RawV2")));
    one.path("SecretParts").forEach(raw::add);
    return new ScanFinding(
        one.path("DetectorName").asText("unknown"),
        place(
            where.path("file").asText(where.path("link").asText("")),
            where.path("line").asText(""),
            where.path("commit").asText("")),
        one.path("Verified").asBoolean(false),
        values(raw.stream()));
  }

  private static String place(String file, String line, String commit) {
    return file
        + (line.isEmpty() || line.equals("0") ? "" : ":" + line)
        + (commit.isEmpty() ? "" : " @" + commit.substring(0, Math.min(12, commit.length())));
  }

  private static List<String> values(Stream<JsonNode> nodes) {
    Set<String> values = new LinkedHashSet<>();
    nodes.map(node -> node.asText("")).filter(text -> !text.isBlank()).forEach(values::add);
    values.remove(REDACTED);
    return List.copyOf(values);
  }

  List<ScanFinding> findings() {
    return findings;
  }

  String scanner() {
    return switch (format) {
      case GITLEAKS -> "gitleaks";
      case SARIF -> "scanner";
      case TRUFFLEHOG -> "trufflehog";
    };
  }

  /** Whether the report tells no value, so that nothing can be recognised. */
  boolean redacted() {
    return !findings.isEmpty() && findings.stream().allMatch(one -> one.values().isEmpty());
  }
}
