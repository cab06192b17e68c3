package dev.rekey.exercise.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is in a file, each mistake is told with its line or path, and nothing breaks. */
class RubbishScenarioTest {
  private static final String NAME = "leaked-iam-key";

  private static Arguments instead(String what, String right, String wrong, String said) {
    return whole(what, text -> text.replaceFirst(right, wrong), said);
  }

  private static Arguments whole(String what, UnaryOperator<String> how, String said) {
    return Arguments.of(what, how, said);
  }

  static Stream<Arguments> rubbish() {
    return Stream.of(shapes(), orders(), numbers(), files()).flatMap(one -> one);
  }

  private static Stream<Arguments> shapes() {
    return Stream.of(
        instead("an unknown key", "title:", "titel:", "titel: there is no such field"),
        instead("an unknown key below", "weight: 5", "weigth: 5", "weigth: there is no such field"),
        instead("an unknown act", "act: close", "act: shut", "shut is nothing that there is"),
        instead("an unknown action", "login.disable", "login.eat", "login.eat is none of"),
        instead("an unknown kind of inject", "kind: signal", "kind: song", "song is nothing"),
        instead("no world", "world:", "wordl:", "wordl: there is no such field"),
        whole("no world at all", RubbishScenarioTest::withoutWorld, "world: it is missing"),
        instead("nothing behind a colon", "title: .*", "title:", "title: nothing stands here"),
        instead("a text for a list", "controls: .*", "controls: CC7.2", "controls: what stands"),
        instead("a list for a text", "title: .*", "title: [a]", "title: what stands here"),
        instead("a number for a text", "title: .*", "title: 7", "title: "),
        instead("a key twice", "version: 1", "version: 1\nversion: 2", "line "));
  }

  private static Stream<Arguments> orders() {
    return Stream.of(
        instead("an id twice", "id: E2", "id: E1", "expect.E1: it is there twice"),
        instead("a question's id twice", "id: D1", "id: D1, at: PT1S}\n  - {id: D1", ""),
        instead("an order in a circle", "id: E1,", "id: E1, after: [E2],", "expect.E1: no expect"),
        instead("after itself", "id: E1,", "id: E1, after: [E1],", "expect.E1: no expectation"),
        instead("a deadline of nothing", "within: PT15S", "within: -PT1S", "expect.E2: within"),
        instead("until before from", "id: F1,", "id: F1, from: PT9M, until: PT8M,", "forbid.F1"),
        instead("an inject after the end", "length: PT8H", "length: PT1M", "it is after the end"),
        instead("signals out of order", "at: PT0S", "at: PT9S", "injects: no signal at PT0S"));
  }

  private static Stream<Arguments> numbers() {
    return Stream.of(
        instead("a negative weight", "weight: 5", "weight: -5", ": weight is more than 0"),
        instead("a huge weight", "weight: 5", "weight: 2000000000", "weight is 1000 at most"),
        instead("a number without an end", "weight: 5", "weight: " + "9".repeat(4000), "weight"),
        instead("a number that is none", "weight: 5", "weight: .nan", "weight: "),
        instead("a fraction", "version: 1", "version: 1.5", "version: "),
        instead("too many logins", "logins: 2", "logins: 2000000000", ".logins: from 0 to 1000"),
        instead("fewer sessions than none", "sessions: [0-9]", "sessions: -4", ".sessions: from 0"),
        instead("too many tries", "times: [0-9]+", "times: 2000000000", ".times: from 1 to 1000"),
        instead("too often", "every: PT[0-9]+S", "every: PT0.000000001S", "a second at least"),
        instead("an age", "length: PT8H", "length: P99999999999D", "length: it is longer than"),
        instead("beyond time", "length: PT8H", "length: PT99999999999999999999H", "is no duration"),
        instead("an age before", "exposed: PT[0-9]+[MHS]", "exposed: P9999D", "longer than 400"),
        instead("an exposure to come", "exposed: PT", "exposed: -PT", ".exposed: it is less than"));
  }

  private static Stream<Arguments> files() {
    return Stream.of(
        whole("nothing", text -> "", "line 1: nothing stands here"),
        whole("only a comment", text -> "# a comment\n", ""),
        whole("no document", text -> "just words", "what stands here has another shape"),
        whole("two documents", text -> text + "\n---\nscenario: other\n", ""),
        whole("a tab", text -> text.replace("\nlength", "\n\tlength"), "it is no YAML"),
        whole("a bracket that is open", text -> text.replace("]", ""), "line "),
        whole(
            "brackets without an end",
            text -> "[".repeat(200_000),
            "document: something is deeper"),
        whole("more than anybody writes", text -> text + "#".repeat(300_000), "256 KiB"),
        whole("a byte that is no character", text -> text.replace("title", "ti\u0000tle"), "line "),
        whole("a class to be made", text -> "!!java.net.URL [\"http://x.invalid\"]", ""),
        whole("an anchor", text -> text.replaceFirst("length: PT8H", "length: &a PT8H\nx: *a"), ""),
        whole("a bomb of anchors", RubbishScenarioTest::bomb, ""));
  }

  private static String withoutWorld(String text) {
    return text.substring(0, text.indexOf("world:")) + text.substring(text.indexOf("injects:"));
  }

  private static String bomb(String text) {
    StringBuilder bomb = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for (int i = 1; i < 20; i++) {
      String before = "*a" + (i - 1);
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, (before + ", ").repeat(8) + before));
    }
    return bomb + text;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rubbish")
  void each_mistake_is_told_with_its_line_or_its_path(
      String what, UnaryOperator<String> how, String said) throws IOException {
    String text = Files.readString(Path.of("../runbooks/exercises/" + NAME + ".yaml"));
    String rubbish = how.apply(text);
    assertThat(rubbish).as(what).isNotEqualTo(text);
    FaultyScenarioException faulty =
        catchThrowableOfType(
            FaultyScenarioException.class, () -> ScenarioDocument.parse(NAME, rubbish));
    assertThat(faulty).as(what).isNotNull();
    assertThat(faulty.mistakes()).isNotEmpty().anySatisfy(one -> assertThat(one).contains(said));
    assertThat(faulty.mistakes())
        .allSatisfy(
            one -> assertThat(one).matches("(?s)(line [0-9]+: |[a-z]+[A-Za-z0-9./\\[\\]-]*: ).+"))
        .allSatisfy(one -> assertThat(one).doesNotContain("Exception", "com.fasterxml", "java."))
        .allSatisfy(one -> assertThat(one.length()).isLessThan(1000));
  }
}
