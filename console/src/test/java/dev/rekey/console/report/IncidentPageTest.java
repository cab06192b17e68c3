package dev.rekey.console.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.console.api.IncidentLine;
import dev.rekey.console.api.IncidentReport;
import dev.rekey.console.api.NoticeTold;
import dev.rekey.model.report.Html;
import dev.rekey.model.report.Markdown;
import dev.rekey.model.report.ReportPage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IncidentPageTest {
  private static final Instant AT = Instant.parse("2026-11-25T03:00:00Z");
  private static final String HOSTILE = "</td><script>x</script> | ![a](http://e) \u202e `b` *c*";

  private final ReportPage page = IncidentPage.of(report());

  @Test
  void every_format_says_every_word_of_the_page() {
    String html = Html.of(page);
    String markdown = Markdown.of(page);
    assertThat(page.sections()).hasSizeGreaterThan(10);
    page.sections().stream()
        .flatMap(
            section ->
                java.util.stream.Stream.concat(
                    java.util.stream.Stream.of(section.heading()),
                    section.rows().isEmpty()
                        ? java.util.stream.Stream.of(section.ifEmpty())
                        : section.rows().stream().flatMap(List::stream)))
        .forEach(
            word -> {
              assertThat(html).contains(Html.text(word));
              assertThat(markdown).contains(Markdown.text(word));
            });
  }

  @Test
  void what_comes_from_outside_is_text_and_nothing_else() {
    String html = Html.of(page);
    assertThat(html).doesNotContain("<script").doesNotContain("\u202e").contains("&lt;script&gt;");
    String markdown = Markdown.of(page);
    assertThat(markdown)
        .doesNotContain("![a](")
        .doesNotContainPattern("[^\\\\]<script")
        .doesNotContain("\u202e");
    assertThat(markdown.lines().filter(line -> line.contains("script")))
        .allMatch(line -> line.replace("\\|", "").chars().filter(c -> c == '|').count() == 6);
  }

  @Test
  void a_page_needs_nothing_from_elsewhere() {
    assertThat(Html.of(page)).doesNotContain("src=").doesNotContain("href=").contains("lang=");
  }

  @Test
  void what_was_not_measured_and_who_was_not_told_is_said() {
    assertThat(Markdown.of(page))
        .contains("| TTD | from the exposure to the accepted signal | not measured |")
        .contains("nobody of this audience was told")
        .contains("| orders-web | orders/db | ", "| not back yet | bob: approve guard |")
        .contains("Not on record. The incident does not close before.");
  }

  private static IncidentReport report() {
    return new IncidentReport(
        IncidentReport.SCHEMA,
        "INC-0123456789AB",
        AT,
        "reviewing",
        "P1",
        "revoke-first",
        new IncidentReport.Document("postgres-user", "A PostgreSQL login leaked", "ab12"),
        Optional.of("ann"),
        1,
        List.of(
            new IncidentReport.Measure(
                "TTD", "from the exposure to the accepted signal", Optional.empty()),
            new IncidentReport.Measure("TTC", "to the last refusal seen", Optional.of(0.9))),
        List.of(new IncidentReport.Standing("orders/db", "watch")),
        List.of(
            new IncidentReport.Outage(
                "orders-web", "orders/db", AT, Optional.empty(), "bob: approve guard")),
        List.of(
            new IncidentReport.Proof(
                AT,
                "prove",
                "rekey",
                List.of("orders/db"),
                "proven refused",
                List.of("refused at db:5432"))),
        List.of("hunt failed: TARGET_UNAVAILABLE"),
        List.of(
            new NoticeTold(
                AT, "contained", "-", "legal", false, "nobody of this audience was told")),
        List.of(new IncidentReport.Decision(AT, "bob", true, "approve was refused")),
        List.of(),
        List.of(new IncidentReport.Clock("GDPR Art. 33: notify the authority", AT)),
        Optional.empty(),
        List.of(),
        List.of(new IncidentLine(AT, "scanner", "report", HOSTILE, List.of())),
        List.of("incident/INC-0123456789AB/1"));
  }
}
