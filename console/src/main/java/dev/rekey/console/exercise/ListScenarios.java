package dev.rekey.console.exercise;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rekey.exercise.scenario.Library;
import dev.rekey.exercise.scenario.Scenario;
import dev.rekey.exercise.scenario.ScenarioDocument;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rekey exercise list}. */
@Command(name = "list", description = "The scenarios that there are.")
final class ListScenarios implements Callable<Integer> {
  @Option(names = "--json", description = "Print one JSON document to standard output.")
  boolean json;

  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  @Spec
  CommandSpec spec;

  /**
   * One line.
   *
   * @param scenario its name
   * @param reference the case that it plays
   * @param version of the document
   * @param title one line
   * @param controls what it shows
   * @param digest SHA-256 of the document, in hex
   */
  record Line(
      String scenario,
      String reference,
      int version,
      String title,
      List<String> controls,
      String digest) {
    static Line of(ScenarioDocument document) {
      Scenario one = document.scenario();
      return new Line(
          one.scenario(),
          one.reference(),
          one.version(),
          one.title(),
          one.controls(),
          document.digest());
    }
  }

  @Override
  public Integer call() throws JsonProcessingException {
    List<Line> all = Library.all().stream().map(Line::of).toList();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new JsonMapper().writeValueAsString(all));
    } else {
      int width = all.stream().mapToInt(one -> one.scenario().length()).max().orElse(0);
      all.forEach(
          one ->
              out.println(
                  one.scenario()
                      + " ".repeat(width - one.scenario().length() + 2)
                      + one.reference()
                      + "  "
                      + one.title()));
      out.println("\nRun one: rekey exercise run NAME. What it plays: rekey exercise show NAME.");
    }
    out.flush();
    return 0;
  }
}
