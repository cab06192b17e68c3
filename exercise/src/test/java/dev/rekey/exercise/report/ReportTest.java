package dev.rekey.exercise.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.scenario.Scenario;
import dev.rekey.exercise.scenario.ScenarioDocument;
import dev.rekey.exercise.score.Answer;
import dev.rekey.exercise.score.Happening;
import dev.rekey.exercise.score.Happening.Manner;
import dev.rekey.exercise.score.NeverCame;
import dev.rekey.exercise.score.Observed;
import dev.rekey.exercise.score.Scorecard;
import dev.rekey.exercise.score.Scoring;
import dev.rekey.exercise.sweep.SweepFigures;
import dev.rekey.exercise.sweep.Variation;
import dev.rekey.model.incident.IncidentView.Durations;
import dev.rekey.model.report.Html;
import dev.rekey.model.report.Markdown;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final String TITLE = "<script>x</script> | ![a](http://e) \u202e `b` *c*";
  private static final String EVIL = "<script>alert(1)</script> | & \"x\"\nnext \u0001";

  private static final Durations DURATIONS =
      new Durations(
          Optional.of(Duration.ofSeconds(67)),
          Optional.empty(),
          Optional.of(Duration.ofMillis(12500)),
          Optional.empty());

  private static final NeverCame NEVER =
      new NeverCame(
          "inject-4",
          "dana",
          "Approve guard",
          "Dana saw it.",
          Duration.ofSeconds(30),
          Duration.ofSeconds(100));

  private static final SweepFigures SWEEP =
      new SweepFigures(
          "leaked-iam-key",
          1,
          "0123",
          Instant.parse("2026-12-01T09:00:00Z"),
          2,
          "3 min",
          Duration.ofMinutes(2),
          List.of(
              new SweepFigures.Line(
                  Variation.CRASH, 7, 6, 81.5, List.of("after call 3: still alive: " + EVIL))));

  @Test
  void what_held_whatever_went_wrong_is_told_in_figures() throws IOException {
    assertThat(markdown(report()))
        .contains("| a crash after a call | 7 | 6 | 81.5 | after call 3: still alive: ");
    assertThat(html(report())).contains("<td>7</td><td>6</td><td>81.5</td>");
  }

  @Test
  void an_act_that_was_refused_came_too_early_or_was_not_answered_is_told_plainly()
      throws IOException {
    assertThat(markdown(report()))
        .contains("What people did that was not done, or may not have been")
        .contains("| 70 s | rekey | it came too early | chris: Close |")
        .contains("| 80 s | rekey | refused | chris: Close. No cause |")
        .contains("| 90 s | rekey | nobody answered: unknown | dana: Note |");
  }

  @Test
  void an_act_that_never_came_is_told_with_its_deadline_and_is_a_finding() throws IOException {
    AfterActionReport report = report();
    assertThat(markdown(report))
        .contains(
            "| 100 s | dana | it never came | Approve guard: asked for after 30 s, and due by 100 s,"
                + " which passed |")
        .contains("- inject-4, missed: dana to act: Approve guard. Dana saw it.");
    assertThat(AfterActionReport.improvements(report.card(), "maria", report.started()))
        .filteredOn(one -> one.finding().equals("inject-4"))
        .singleElement()
        .satisfies(one -> assertThat(one.what()).contains("Approve guard"));
    assertThat(OscalReport.of(report, "1")).contains("inject-4: dana to act: Approve guard");
  }

  @Test
  void everything_that_people_read_is_marked_as_an_exercise() throws IOException {
    AfterActionReport report = report();

    assertThat(markdown(report)).startsWith("# EXERCISE: ");
    assertThat(html(report)).contains("<title>EXERCISE: ", "<h1>EXERCISE: ");
    assertThat(TimelinePicture.of(report)).contains("<title>EXERCISE: ");
    assertThat(OscalReport.of(report, "1")).contains("\"title\" : \"EXERCISE: ");
  }

  @Test
  void what_people_wrote_is_never_markup() throws IOException {
    assertThat(html(report())).doesNotContain("<script").contains("&lt;script&gt;");
    assertThat(markdown(report()))
        .doesNotContainPattern("[^\\\\]<script")
        .contains("\\<script\\>alert(1)\\</script\\> \\| \\& \"x\" next");
  }

  @Test
  void what_a_scenario_is_called_is_text_and_nothing_else() throws IOException {
    assertThat(html(report()))
        .contains("<h1>EXERCISE: &lt;script&gt;x&lt;/script&gt; | ![a](http://e) ")
        .doesNotContain("\u202e");
    assertThat(markdown(report()))
        .startsWith("# EXERCISE: \\<script\\>x\\</script\\> \\| \\!\\[a\\](http://e) ")
        .doesNotContain("\u202e", "![a](");
    assertThat(TimelinePicture.of(report())).doesNotContain("<script", "\u202e");
  }

  @Test
  void the_picture_is_a_document_of_its_own() throws Exception {
    String picture = TimelinePicture.of(report());

    var root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(picture.getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();
    assertThat(root.getTagName()).isEqualTo("svg");
    assertThat(root.getElementsByTagName("circle").getLength()).isGreaterThan(3);
  }

  @Test
  void each_finding_becomes_something_to_do_with_an_owner_and_a_day() throws IOException {
    AfterActionReport report = report();

    assertThat(report.improvements()).hasSameSizeAs(report.findings()).isNotEmpty();
    assertThat(report.improvements())
        .allSatisfy(one -> assertThat(one.owner()).isEqualTo("dana"))
        .anySatisfy(one -> assertThat(one.due()).isEqualTo("2026-12-15"))
        .anySatisfy(one -> assertThat(one.due()).isEqualTo("2026-12-31"));
  }

  @Test
  void the_reports_agree_on_score_grade_and_times() throws IOException {
    AfterActionReport report = report();
    String score = Words.points(report.card().score());

    assertThat(markdown(report)).contains("**Score " + score + " of 100, grade U");
    assertThat(html(report)).contains("Score " + score + " of 100, grade U", "12.5 s");
    assertThat(OscalReport.of(report, "1")).contains("\"" + score + "\"");
  }

  @Test
  void the_same_exercise_gives_the_same_ids_and_another_one_others() {
    assertThat(NamedId.of("a")).isEqualTo(NamedId.of("a")).isNotEqualTo(NamedId.of("b"));
    // As Python's uuid.uuid5 has it, in the namespace of URLs.
    assertThat(NamedId.of("http://www.example.com"))
        .isEqualTo(UUID.fromString("2d32a3f1-fac2-52a6-ac52-fe9e87e628ea"));
    assertThat(NamedId.of("a").version()).isEqualTo(5);
    assertThat(NamedId.of("a").variant()).isEqualTo(2);
  }

  @Test
  void the_published_schema_of_oscal_accepts_the_report() throws IOException {
    String published = System.getenv("REKEY_OSCAL_SCHEMA");
    assumeThat(published)
        .as(
            "REKEY_OSCAL_SCHEMA names NIST's oscal_complete_schema.json; scripts/oscal-schema gets"
                + " it")
        .isNotNull();
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(Files.readString(Path.of(published)), InputFormat.JSON);
    String report = OscalReport.of(report(), "0.1.0");

    assertThat(schema.validate(report, InputFormat.JSON)).isEmpty();
    assertThat(schema.validate(report.replace("\"oscal-version\"", "\"oscal\""), InputFormat.JSON))
        .isNotEmpty();
  }

  private static String markdown(AfterActionReport report) {
    return Markdown.of(ExercisePage.of(report, "timeline.svg"));
  }

  private static String html(AfterActionReport report) {
    return Html.of(ExercisePage.of(report, "timeline.svg"));
  }

  private static AfterActionReport report() throws IOException {
    ScenarioDocument document =
        ScenarioDocument.parse(
            "leaked-iam-key",
            Files.readString(Path.of("../runbooks/exercises/leaked-iam-key.yaml"))
                .replaceFirst("title: .*", "title: \"" + TITLE + "\""));
    Scenario scenario = document.scenario();
    Observed observed =
        new Observed(
            List.of(
                seen("PT0S", Action.DECLARE, Manner.OUTSIDE, "declared"),
                seen("PT1S", Action.SNAPSHOT, Manner.AUTOMATIC, EVIL),
                seen("PT12.5S", Action.DISABLE, Manner.AUTOMATIC, "refused"),
                seen("PT40S", Action.OPPONENT_REFUSED, Manner.OUTSIDE, "refused"),
                seen("PT60S", Action.OPPONENT_REFUSED, Manner.OUTSIDE, "refused"),
                seen("PT70S", Action.TOO_EARLY, Manner.DOCUMENTED, "chris: Close"),
                seen("PT80S", Action.REFUSED, Manner.DOCUMENTED, "chris: Close. No cause"),
                seen("PT90S", Action.UNANSWERED, Manner.DOCUMENTED, "dana: Note")),
            List.of(new Answer("D1", "yes", Duration.ofMinutes(5), "dana")),
            List.of(NEVER),
            DURATIONS);
    Scorecard card = Scoring.score(scenario, observed);
    Instant started = Instant.parse("2026-12-01T10:00:00Z");
    return new AfterActionReport(
        "x-1",
        scenario,
        document.digest(),
        List.of("iam-access-key 0123456789ab"),
        7,
        "a rehearsal",
        started,
        Duration.ofSeconds(9),
        List.of("dana (simulated)"),
        List.of(new AfterActionReport.Said(Duration.ofMinutes(5), "dana", "D1: yes")),
        observed,
        card,
        AfterActionReport.improvements(card, "dana", started),
        Optional.of(SWEEP));
  }

  private static Happening seen(String at, Action action, Manner manner, String text) {
    return new Happening(
        Duration.parse(at), action, Optional.of("payments/deployer"), "rekey", manner, text);
  }
}
