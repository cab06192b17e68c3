package dev.rekey.exercise.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioDocumentTest {
  private static final Path LIBRARY = Path.of("../runbooks/exercises");

  static List<Path> library() throws IOException {
    try (Stream<Path> files = Files.list(LIBRARY)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("library")
  void every_document_of_the_library_can_be_played(Path file) throws IOException {
    ScenarioDocument document = ScenarioDocument.parse(name(file), Files.readString(file));

    assertThat(document.scenario().expect()).isNotEmpty();
    assertThat(document.digest()).hasSize(64);
  }

  @Test
  void the_library_has_every_document_and_no_other() throws IOException {
    assertThat(Library.NAMES)
        .containsExactlyInAnyOrderElementsOf(
            library().stream().map(ScenarioDocumentTest::name).toList());
    assertThat(Library.all()).hasSameSizeAs(Library.NAMES);
  }

  @ParameterizedTest
  @MethodSource("library")
  void what_is_printed_reads_the_same(Path file) throws IOException {
    Scenario scenario = ScenarioDocument.parse(name(file), Files.readString(file)).scenario();

    assertThat(ScenarioDocument.parse(name(file), ScenarioDocument.print(scenario)).scenario())
        .isEqualTo(scenario);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id: E2, action: login.disable    | id: E1, action: login.disable     | expect.E1: it is"
            + " there twice",
        "action: login.disable            | action: login.disarm              | login.disarm is"
            + " none of",
        "after: [E2, E3]                  | after: [E9]                       | no expectation"
            + " above it is called E9",
        "within: PT15S                    | within: PT0S                      | expect.E2: within"
            + " is more than nothing",
        "within: PT15S                    | within: soon                      | soon is no"
            + " duration",
        "kind: iam-access-key             | kind: floppy-disk                 | floppy-disk is none"
            + " of",
        "target: [payments/deployer]      | targets: [payments/deployer]      | targets",
        "by: dana                         | by: nobody-here                   | nobody is called"
            + " nobody-here",
        "act: close                       | act: approve, question: first     | no response ever"
            + " asks first",
        "CC7.2                            | XX7.2                             | XX7.2 is no"
            + " criterion of SOC 2",
        "before: E2                       | before: E99                       | forbid.F4: no"
            + " expectation is called E99",
        "at: PT0S                         | at: PT1S                          | no signal at PT0S",
        "version: 1                       | version: [1]                      | has another shape",
        "version: 1                       | version: 0                        | version: it begins"
            + " at 1",
        "does: use-login                  | does: sing                        | sing is none of",
        "length: PT8H                     | length: PT8H{newline}length: PT9H | uplicate",
        "scenario: leaked-iam-key         | scenario: something-else          | the file"
            + " leaked-iam-key",
        "principals: [payments/deployer]  | principals: [payments/unknown]    | no principal has"
            + " the secret payments/unknown",
      })
  void a_mistake_is_named(String right, String wrong, String said) throws IOException {
    assertThatThrownBy(
            () ->
                ScenarioDocument.parse(
                    "leaked-iam-key",
                    broken(
                        text ->
                            text.replaceFirst(
                                Pattern.quote(right),
                                Matcher.quoteReplacement(wrong.replace("{newline}", "\n"))))))
        .isInstanceOf(FaultyScenarioException.class)
        .hasMessageContaining(said);
  }

  @Test
  void all_mistakes_are_told_at_once() {
    assertThatThrownBy(
            () ->
                ScenarioDocument.parse(
                    "leaked-iam-key",
                    broken(
                        text ->
                            text.replace("CC7.2", "XX7.2").replace("version: 1", "version: 0"))))
        .isInstanceOfSatisfying(
            FaultyScenarioException.class, faulty -> assertThat(faulty.mistakes()).hasSize(2));
  }

  @Test
  void a_mistake_of_shape_has_its_line() {
    assertThatThrownBy(
            () ->
                ScenarioDocument.parse(
                    "leaked-iam-key",
                    broken(
                        text ->
                            text.replace(
                                "weight: 20, critical: true, why: \"The leaked",
                                "weight: heavy, critical: true, why: \"The leaked"))))
        .hasMessageContaining("line 6")
        .hasMessageContaining("expect[1].weight");
  }

  @Test
  void aliases_that_blow_a_document_up_are_refused() {
    String bomb = "a: &a [x, x]\nb: &b [*a, *a]\nscenario: [*b, *b]\n";

    assertThatThrownBy(() -> ScenarioDocument.parse("bomb", bomb))
        .isInstanceOf(FaultyScenarioException.class);
  }

  private static String broken(UnaryOperator<String> how) throws IOException {
    String text = Files.readString(LIBRARY.resolve("leaked-iam-key.yaml"));
    String changed = how.apply(text);
    assertThat(changed).isNotEqualTo(text);
    return changed;
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".yaml", "");
  }
}
