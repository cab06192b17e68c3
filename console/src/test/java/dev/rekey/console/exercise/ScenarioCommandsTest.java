package dev.rekey.console.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.console.Rekey;
import dev.rekey.console.cli.Cli;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ScenarioCommandsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  @Test
  void the_library_is_listed() {
    assertThat(rekey("exercise", "list")).isZero();
    assertThat(out.toString()).contains("leaked-iam-key", "S01", "insider");
  }

  @Test
  void what_is_shown_can_be_changed_and_validated() throws IOException {
    assertThat(rekey("exercise", "show", "insider")).isZero();
    Path own = Files.writeString(folder.resolve("insider.yaml"), out.toString());

    assertThat(rekey("exercise", "validate", own.toString())).isZero();
    assertThat(out.toString()).endsWith("insider.yaml: can be played\n");
  }

  @Test
  void each_mistake_is_named_and_the_others_are_looked_at_too() throws IOException {
    rekey("exercise", "show", "insider");
    Files.writeString(folder.resolve("a.yaml"), out.toString());
    Files.writeString(folder.resolve("b.yaml"), "scenario: 'no end");
    Files.write(folder.resolve("c.yaml"), new byte[] {(byte) 0xC3, 0x28});

    assertThat(rekey("exercise", "validate", folder.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains("scenario: it is insider, the file a", "it is no YAML", "it is no UTF-8")
        .endsWith("What may stand where: rekey exercise schema\n");
  }

  @Test
  void the_shape_of_a_scenario_is_published_for_editors() throws IOException {
    assertThat(rekey("exercise", "schema")).isZero();
    assertThat(out.toString())
        .isEqualTo(Files.readString(Path.of("../runbooks/exercises/scenario.schema.json")))
        .contains("https://json-schema.org/draft/2020-12/schema");
  }

  @Test
  void a_file_that_is_not_there_and_an_unknown_scenario_are_told_plainly() {
    assertThat(rekey("exercise", "validate", folder.resolve("none.yaml").toString())).isEqualTo(3);
    assertThat(rekey("exercise", "show", "nothing")).isEqualTo(1);
    assertThat(err.toString()).contains("cannot be read", "There is no scenario nothing");
  }

  @Test
  void what_is_overdue_is_a_finding_of_the_programme_and_fails_whoever_asks_for_that() {
    String none = folder.resolve("none").toString();
    String longAgo = LocalDate.now(ZoneOffset.UTC).minusYears(3).toString();
    assertThat(programme(none, longAgo, "--fail-on-overdue")).isEqualTo(1);
    assertThat(out.toString())
        .contains("OVERDUE  never run", "Finding (SOC 2 CC7.2): 15 exercises are overdue.");
    assertThat(programme(none, longAgo)).isZero();
    String today = LocalDate.now(ZoneOffset.UTC).toString();
    assertThat(programme(none, today, "--fail-on-overdue")).isZero();
    assertThat(out.toString()).doesNotContain("OVERDUE", "Finding");
    assertThat(programme(none, "2026-13-01")).isEqualTo(2);
    assertThat(err.toString()).contains("'2026-13-01' is no day").doesNotContain("java.");
  }

  private int programme(String reports, String since, String... more) {
    return rekey(
        Stream.concat(
                Stream.of("exercise", "programme", "--reports", reports, "--since", since),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private int rekey(String... arguments) {
    out.getBuffer().setLength(0);
    CommandLine line = Cli.of(new Rekey());
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments);
  }
}
