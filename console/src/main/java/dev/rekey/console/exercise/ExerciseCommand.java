package dev.rekey.console.exercise;

import dev.rekey.console.cli.KeepExercise;
import dev.rekey.console.cli.RecordExercise;
import picocli.CommandLine.Command;

/** {@code rekey exercise}. */
@Command(
    name = "exercise",
    description = "Rehearses compromises: the real response, in a world that is not there.",
    subcommands = {
      ListScenarios.class,
      ShowScenario.class,
      ShowSchema.class,
      ValidateScenarios.class,
      ShowProgramme.class,
      RunExercise.class,
      SweepExercise.class,
      FacilitateExercise.class,
      JoinExercise.class,
      KeepExercise.class,
      RecordExercise.class
    })
final class ExerciseCommand {}
