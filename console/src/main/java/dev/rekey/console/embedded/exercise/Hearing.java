package dev.rekey.console.embedded.exercise;

import dev.rekey.exercise.run.Room;
import dev.rekey.exercise.scenario.Inject;
import dev.rekey.exercise.scenario.Scenario;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Where participants hear.
 *
 * @param present who of the scenario's people is there
 * @param tell each line goes to all of them
 */
record Hearing(Set<String> present, Consumer<String> tell) implements Room {
  @Override
  public boolean seats(String person) {
    return present.contains(person);
  }

  @Override
  public boolean isEmpty() {
    return false;
  }

  @Override
  public void hear(Inject inject) {
    tell.accept(ExerciseRun.since(inject.at()) + "  INJECT " + inject.text() + whose(inject));
  }

  private String whose(Inject inject) {
    if (!(inject instanceof Inject.PersonActs acts)) {
      return "";
    }
    return seats(acts.by()) ? " (" + acts.by() + " decides what to do)" : " (" + acts.by() + ")";
  }

  @Override
  public void asked(Scenario.Question question) {
    tell.accept(
        ExerciseRun.since(question.at())
            + "  QUESTION "
            + question.id()
            + ": "
            + question.ask()
            + " "
            + question.choices()
            + ", within "
            + question.window());
  }
}
