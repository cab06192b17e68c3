package dev.rekey.exercise.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rekey.exercise.score.Mark;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The report for auditors' tools: OSCAL assessment-results, as NIST publishes it in version 1.1.3.
 * The same exercise gives the same document, ids included (RFC 9562 version 5).
 */
public final class OscalReport {
  private static final String OSCAL = "1.1.3";

  /** SOC 2 CC7.2 asks for an exercise a year at least: until then this one counts. */
  private static final Period COUNTS_FOR = Period.ofYears(1);

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final AfterActionReport report;
  private final String version;

  private OscalReport(AfterActionReport report, String version) {
    this.report = report;
    this.version = version;
  }

  /**
   * The document.
   *
   * @param version of this Rekey
   */
  public static String of(AfterActionReport report, String version) {
    try {
      return JSON.writeValueAsString(new OscalReport(report, version).document()) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Maps and texts can always be written", e);
    }
  }

  private Map<String, Object> document() {
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("uuid", id("document"));
    results.put(
        "metadata",
        Map.of(
            "title",
            report.title(),
            "last-modified",
            time(report.started().plus(report.took())),
            "version",
            version,
            "oscal-version",
            OSCAL));
    results.put("import-ap", Map.of("href", "#" + id("plan")));
    results.put("results", List.of(result()));
    results.put("back-matter", backMatter());
    return Map.of("assessment-results", results);
  }

  private Map<String, Object> backMatter() {
    String description =
        "The scenario document, version "
            + report.scenario().version()
            + ", SHA-256 "
            + report.digest();
    return Map.of(
        "resources",
        List.of(
            Map.of(
                "uuid",
                id("plan"),
                "title",
                "Scenario " + report.scenario().scenario(),
                "description",
                description)));
  }

  private Map<String, Object> result() {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("uuid", id("result"));
    result.put("title", report.title());
    result.put("description", description());
    result.put("start", time(report.started()));
    result.put("end", time(report.started().plus(report.took())));
    result.put(
        "props",
        List.of(
            property("score", Words.points(report.card().score())),
            property("grade", report.card().grade().name()),
            property("seed", Long.toString(report.seed()))));
    result.put("reviewed-controls", Map.of("control-selections", List.of(selection())));
    result.put("assessment-log", Map.of("entries", log()));
    result.put("observations", report.card().marks().stream().map(this::observation).toList());
    result.put("findings", report.scenario().controls().stream().map(this::finding).toList());
    return result;
  }

  private String description() {
    return AfterActionReport.MARK
        + " of "
        + report.scenario().reference()
        + ", "
        + report.how()
        + ": score "
        + Words.points(report.card().score())
        + " of 100, grade "
        + report.card().grade()
        + ". The targets and the opponent were simulated.";
  }

  private Map<String, Object> selection() {
    return Map.of(
        "include-controls",
        report.scenario().controls().stream()
            .map(control -> Map.of("control-id", control.toLowerCase(Locale.ROOT)))
            .toList());
  }

  private List<Map<String, Object>> log() {
    return report.highlights().stream()
        .<Map<String, Object>>map(
            one ->
                Map.of(
                    "uuid",
                    id("log " + one.at() + one.action() + one.target() + one.by() + one.text()),
                    "title",
                    one.action().word() + one.target().map(whom -> " of " + whom).orElse(""),
                    "description",
                    Words.time(one.at()) + " after the signal, by " + one.by() + ": " + one.text(),
                    "start",
                    time(report.started())))
        .toList();
  }

  private Map<String, Object> observation(Mark mark) {
    Map<String, Object> observation = new LinkedHashMap<>();
    observation.put("uuid", id("mark " + mark.id()));
    observation.put("title", mark.id() + ": " + mark.what());
    observation.put(
        "description",
        mark.why()
            + " It was "
            + mark.verdict().words()
            + mark.at().map(at -> ", after " + Words.time(at)).orElse("")
            + "; "
            + Words.points(mark.points())
            + " points of "
            + mark.weight()
            + ".");
    observation.put("methods", List.of("TEST"));
    observation.put("types", List.of(mark.finding() ? "finding" : "control-objective"));
    observation.put("collected", time(report.started()));
    observation.put(
        "expires", time(report.started().atOffset(ZoneOffset.UTC).plus(COUNTS_FOR).toInstant()));
    return observation;
  }

  private Map<String, Object> finding(String control) {
    boolean met = report.card().capped().isEmpty() && report.findings().isEmpty();
    return Map.of(
        "uuid",
        id("finding " + control),
        "title",
        control + (met ? ": the response held" : ": there is something to mend"),
        "description",
        met
            ? "Every line of the scenario was met."
            : report.findings().size() + " lines of the scenario were not met.",
        "target",
        Map.of(
            "type",
            "objective-id",
            "target-id",
            control.toLowerCase(Locale.ROOT),
            "status",
            Map.of("state", met ? "satisfied" : "not-satisfied")),
        "related-observations",
        report.card().marks().stream()
            .map(mark -> Map.of("observation-uuid", id("mark " + mark.id())))
            .toList());
  }

  private static Map<String, Object> property(String name, String value) {
    return Map.of("name", name, "ns", "https://rekey.dev/ns/exercise", "value", value);
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private String id(String of) {
    return NamedId.of(report.exercise() + " " + of).toString();
  }
}
