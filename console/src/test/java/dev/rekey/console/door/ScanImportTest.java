package dev.rekey.console.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.console.cli.Typed;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.ReportSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of scanners, from the file to the incident. */
class ScanImportTest {
  private static final String STRANGER = "Stranger-Pa55word-8!";

  @TempDir Path folder;

  @AutoClose private final OpenDoor door = new OpenDoor();

  private static String gitleaks() {
    return """
    [{"RuleID": "generic-api-key", "File": "config/db.env", "StartLine": 3,
      "Commit": "0123456789abcdef0123", "Secret": "%s", "Match": "DB_PASSWORD=%s",
      "Author": "ann"},
     {"RuleID": "generic-api-key", "File": "readme", "StartLine": 1, "Commit": "",
      "Secret": "%s", "Match": "token=%s"}]\
    """
        .formatted(NotedSources.LEAKED, NotedSources.LEAKED, STRANGER, STRANGER);
  }

  private static String trufflehog() {
    return """
    {"SourceMetadata": {"Data": {"Git": {"commit": "0123456789abcdef", "file": "a.env", "line": 7}}}, "DetectorName": "Postgres", "Verified": false, "Raw": "postgres://orders_a:%s@db:5432", "RawV2": "", "Redacted": ""}
    {"SourceMetadata": {"Data": {"Filesystem": {"file": "b.env"}}}, "DetectorName": "Stripe", "Verified": true, "Raw": "%s", "RawV2": ""}
    """
        .formatted(NotedSources.LEAKED, STRANGER);
  }

  @Test
  void a_dry_run_shows_whose_they_are_opens_nothing_and_ends_with_5() throws Exception {
    Typed typed = scan(gitleaks(), "--dry-run");
    assertThat(typed.exit()).as(typed.err()).isEqualTo(5);
    assertThat(typed.out()).contains("config/db.env:3 @0123456789ab", "orders/db", "not enrolled");
    assertThat(typed.err()).contains("1 of 2 findings", "nothing was changed");
    assertThat(typed.out() + typed.err()).doesNotContain(NotedSources.LEAKED, STRANGER);
    assertThat(door.incidents.reports).isEmpty();
  }

  @Test
  void each_value_of_an_enrolled_credential_opens_one_incident_however_often_it_is_imported()
      throws Exception {
    assertThat(scan(gitleaks()).exit()).isZero();
    assertThat(scan(gitleaks()).exit()).isZero();
    assertThat(door.incidents.reports).hasSize(1);
    CompromiseReport report = door.incidents.reports.values().iterator().next();
    assertThat(report.source()).isEqualTo(new ReportSource.Person("ann"));
    assertThat(report.finding())
        .isEqualTo("gitleaks: generic-api-key in config/db.env:3 @0123456789ab");
    assertThat(report.toString()).doesNotContain(NotedSources.LEAKED);
  }

  @Test
  void what_works_and_nobody_enrolled_is_an_orphan_and_a_password_in_an_address_is_found()
      throws Exception {
    Typed typed = scan(trufflehog());
    assertThat(typed.exit()).as(typed.err()).isZero();
    assertThat(typed.out()).contains("orders/db", "not enrolled, and works", "b.env");
    assertThat(door.incidents.reports).hasSize(2);
    assertThat(door.incidents.reports.values().toString())
        .doesNotContain(NotedSources.LEAKED, STRANGER);
  }

  @Test
  void sarif_is_read_too() throws Exception {
    String sarif =
        """
        {"version": "2.1.0", "runs": [{"results": [{"ruleId": "generic", "locations": [
          {"physicalLocation": {"artifactLocation": {"uri": "x.env"},
           "region": {"startLine": 2, "snippet": {"text": "%s"}}}}]}]}]}\
        """
            .formatted(NotedSources.LEAKED);
    assertThat(scan(sarif).out()).contains("x.env:2", "orders/db");
  }

  @Test
  void what_is_no_report_or_tells_no_value_is_refused() throws Exception {
    assertThat(scan("{\"a\": 1}").exit()).isEqualTo(2);
    assertThat(scan("nonsense " + NotedSources.LEAKED).err()).doesNotContain(NotedSources.LEAKED);
    Typed redacted =
        scan(gitleaks().replaceAll("\"(Secret|Match)\": \"[^\"]*\"", "\"$1\": \"REDACTED\""));
    assertThat(redacted.exit()).isEqualTo(2);
    assertThat(redacted.err()).contains("redacted");
    assertThat(scan("[]").out()).contains("no findings");
    assertThat(door.incidents.reports).isEmpty();
  }

  @Test
  void a_report_of_any_length_is_imported_in_parts() throws Exception {
    String one =
        "{\"RuleID\": \"r\", \"File\": \"f\", \"StartLine\": 1, \"Secret\": \"%s\"}"
            .formatted(NotedSources.LEAKED);
    Typed typed = scan("[" + (one + ",").repeat(450) + one + "]");
    assertThat(typed.exit()).as(typed.err()).isZero();
    assertThat(typed.err()).contains("451 of 451 findings");
    assertThat(door.incidents.reports).hasSize(1);
  }

  private Typed scan(String report, String... more) throws Exception {
    Path file = Files.writeString(folder.resolve("report"), report);
    Path token = Files.writeString(folder.resolve("token"), door.ann);
    List<String> words = new ArrayList<>(List.of("scan", "import", file.toString()));
    words.addAll(List.of(more));
    words.addAll(
        List.of("--url", "http://127.0.0.1:" + door.port(), "--token-file", token.toString()));
    return Typed.typed(words.toArray(String[]::new));
  }
}
