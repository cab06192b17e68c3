package dev.rekey.console.cli;

import dev.rekey.console.api.ExerciseFiled;
import dev.rekey.console.api.ExerciseFiling;
import dev.rekey.exercise.programme.ExerciseFolder;
import dev.rekey.exercise.programme.PastExercise;
import dev.rekey.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rekey exercise keep}. */
@Command(
    name = "keep",
    description = {
      "Writes an exercise into the evidence log of the server, marked EXERCISE.",
      "What is to be done because of it is open from then on: see 'rekey remediations'."
    })
public final class KeepExercise extends ClientCommand {
  @Parameters(
      paramLabel = "EXERCISE",
      description = "The name of its folder, or of the scenario: then the latest of it.")
  String exercise = "";

  @Option(
      names = "--reports",
      paramLabel = "FOLDER",
      description = "Where exercises left their reports (default: exercises).")
  Path reports = Path.of("exercises");

  @Override
  ExitCode run() {
    ExerciseFiled filed;
    try {
      filed = options.door().post("/v1/exercises", Map.of(), filing(past()), ExerciseFiled.class);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.ENVIRONMENT, "UNREADABLE_FILE", reports + " cannot be read", "Is it yours?");
    }
    print(
        filed,
        out ->
            out.println(
                "EXERCISE "
                    + filed.exercise()
                    + " is kept as "
                    + filed.evidence()
                    + "; to be done: "
                    + filed.opened()));
    return ExitCode.DONE;
  }

  private PastExercise past() throws IOException {
    return new ExerciseFolder(reports)
        .all().stream()
            .filter(one -> one.exercise().equals(exercise) || one.scenario().equals(exercise))
            .findFirst()
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.REFUSED,
                        "NOT_FOUND",
                        "There is no exercise " + exercise + " in " + reports,
                        "'rekey exercise run' plays one."));
  }

  private ExerciseFiling filing(PastExercise past) throws IOException {
    byte[] page = Files.readAllBytes(reports.resolve(past.exercise()).resolve("report.html"));
    return new ExerciseFiling(
        past.exercise(),
        past.scenario(),
        past.version(),
        past.digest(),
        Sha256.hex(page),
        past.how(),
        past.started(),
        past.score(),
        past.grade().name(),
        past.improvements().stream()
            .map(
                one ->
                    new ExerciseFiling.Improvement(
                        one.finding(), one.what(), one.owner(), one.due()))
            .toList());
  }
}
