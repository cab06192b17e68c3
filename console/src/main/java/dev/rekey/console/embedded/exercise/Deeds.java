package dev.rekey.console.embedded.exercise;

import dev.rekey.console.api.IncidentAct;
import dev.rekey.console.door.incident.Acts;
import dev.rekey.exercise.run.Facilitation;
import dev.rekey.model.incident.IncidentView;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the people of an exercise can do and see, at whichever terminal. */
final class Deeds {
  private final Facilitation exercise;

  Deeds(Facilitation exercise) {
    this.exercise = exercise;
  }

  /**
   * Somebody acts as in {@code rekey incident act}, or answers a question of the scenario.
   *
   * @return what came of it, in a sentence
   */
  String done(String by, Typed typed) {
    String act = typed.word(0, "what");
    if (act.equals("answer")) {
      String question = typed.word(1, "which question");
      exercise.answer(by, question, typed.text());
      return by + " answered " + question + ": " + typed.text();
    }
    Optional<String> refused = exercise.act(by, Acts.of(said(act, typed)));
    return by + " " + act + ": " + refused.orElse("done");
  }

  private static IncidentAct said(String act, Typed typed) {
    Optional<String> first = typed.words().stream().skip(1).findFirst();
    Optional<String> second = typed.words().stream().skip(2).findFirst();
    return act.equals("remedy")
        ? new IncidentAct(act, Optional.empty(), typed.text(), first, second)
        : new IncidentAct(act, first, typed.text(), second, Optional.empty());
  }

  /** The incidents as they stand, and what waits for people, line by line. */
  List<String> status() {
    return exercise.incidents().stream().flatMap(Deeds::standing).toList();
  }

  private static Stream<String> standing(IncidentView view) {
    return Stream.concat(
        Stream.of(
            view.id() + " " + view.severity() + " " + view.state() + ", " + view.mode().word()),
        view.questions().stream().map(one -> "  asks " + one.id() + ": " + one.text()));
  }
}
