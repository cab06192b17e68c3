package dev.rekey.console.embedded.exercise;

import dev.rekey.console.api.IncidentAct;
import dev.rekey.console.door.incident.Acts;
import dev.rekey.exercise.run.Facilitation;
import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.IncidentView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the people of an exercise can do and see, at whichever terminal. */
final class Deeds {
  private static final String ANSWER = "answer";

  private final Facilitation exercise;
  private final Protocol protocol;

  Deeds(Facilitation exercise, Protocol protocol) {
    this.exercise = exercise;
    this.protocol = protocol;
  }

  /**
   * Somebody acts as in {@code rekey incident act}, or answers a question of the scenario.
   *
   * @return what came of it, in a sentence
   */
  String done(String by, Typed typed) {
    Duration at = exercise.now();
    if (typed.word(0, "what").equals(ANSWER)) {
      String question = question(typed);
      protocol.done(at, by, typed.line());
      exercise.answer(by, question, typed.text(), at);
      return by + " answered " + question + ": " + typed.text();
    }
    Act act = act(typed);
    protocol.done(at, by, typed.line());
    return by + " " + typed.verb() + ": " + exercise.act(by, act, at).orElse("done");
  }

  /** Something more comes from outside. */
  void inject(Typed typed) {
    Duration at = exercise.now();
    protocol.done(at, Protocol.FACILITATOR, typed.line());
    exercise.inject(typed.text(), at);
  }

  /**
   * What was done in an exercise that did not come to its end is done again, after everything that
   * came before it. Nobody waits for what comes of it: that may take until after the next.
   */
  void again(Protocol.Line line) {
    Typed typed = Typed.of(line.text());
    String by = line.by().orElseThrow();
    exercise.forward(line.at());
    if (by.equals(Protocol.FACILITATOR)) {
      exercise.inject(typed.text(), line.at());
    } else if (typed.verb().equals(ANSWER)) {
      exercise.answer(by, question(typed), typed.text(), line.at());
    } else {
      exercise.setOut(by, act(typed), line.at());
    }
  }

  private static String question(Typed typed) {
    return typed.word(1, "which question");
  }

  private static Act act(Typed typed) {
    return Acts.of(said(typed.verb(), typed));
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
