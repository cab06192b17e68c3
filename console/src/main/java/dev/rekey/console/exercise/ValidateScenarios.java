package dev.rekey.console.exercise;

import dev.rekey.console.cli.CommandFailure;
import dev.rekey.console.cli.ExitCode;
import dev.rekey.exercise.scenario.FaultyScenarioException;
import dev.rekey.exercise.scenario.ScenarioDocument;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rekey exercise validate}. */
@Command(
    name = "validate",
    description = {
      "Checks scenario documents, and names every mistake with its place.",
      "'rekey exercise schema' has the shape for editors that check while you write."
    })
final class ValidateScenarios implements Callable<Integer> {
  private static final String ENDING = ".yaml";

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Documents, or folders of documents; a scenario has its file's name.")
  List<Path> files = List.of();

  @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
  @Spec
  CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    boolean sound = true;
    for (Path file : files.stream().flatMap(ValidateScenarios::documents).toList()) {
      List<String> mistakes = mistakes(file);
      sound &= mistakes.isEmpty();
      out.println(file + (mistakes.isEmpty() ? ": can be played" : ""));
      mistakes.forEach(mistake -> out.println("  " + mistake));
    }
    if (!sound) {
      out.println("What may stand where: rekey exercise schema");
    }
    out.flush();
    return (sound ? ExitCode.DONE : ExitCode.REFUSED).code();
  }

  private static Stream<Path> documents(Path given) {
    if (!Files.isDirectory(given)) {
      return Stream.of(given);
    }
    try (Stream<Path> files = Files.list(given)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
      if (found.isEmpty()) {
        throw unreadable(given, "It has no " + ENDING + " file");
      }
      return found.stream();
    } catch (IOException e) {
      throw unreadable(given, "It cannot be read");
    }
  }

  private static List<String> mistakes(Path file) {
    String name = String.valueOf(file.getFileName());
    if (!name.endsWith(ENDING)) {
      return List.of("a scenario's file ends with " + ENDING);
    }
    try {
      ScenarioDocument.parse(
          name.substring(0, name.length() - ENDING.length()), Files.readString(file));
      return List.of();
    } catch (FaultyScenarioException faulty) {
      return faulty.mistakes();
    } catch (CharacterCodingException e) {
      return List.of("it is no UTF-8");
    } catch (IOException e) {
      throw unreadable(file, "It cannot be read");
    }
  }

  private static CommandFailure unreadable(Path file, String why) {
    return new CommandFailure(
        ExitCode.ENVIRONMENT, "UNREADABLE_FILE", file + ": " + why, "Is it there, and yours?");
  }
}
