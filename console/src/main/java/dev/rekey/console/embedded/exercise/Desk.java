package dev.rekey.console.embedded.exercise;

import dev.rekey.console.api.IncidentAct;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.incident.Acts;
import dev.rekey.exercise.run.Facilitation;
import dev.rekey.exercise.run.Facilitation.Event;
import dev.rekey.model.incident.IncidentView;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What is typed at the facilitator's terminal, line by line, and what comes of it. */
final class Desk {
  /** What can be typed. */
  static final List<String> HELP =
      List.of(
          "list                     what comes, and what is next",
          "status                   the incidents as they stand, and what waits for people",
          "next                     on to what comes next",
          "forward PT5M             on by that long",
          "pause, go                time stands still; time goes on",
          "inject: TEXT             something more comes from outside: people hear it",
          "NAME ACT [ABOUT]: TEXT   somebody acts, as in 'rekey incident act': dana note: seen",
          "                         dana approve guard: I saw it; dana mode revoke-first: used",
          "                         omar remedy OWNER DAY: what; omar root-cause CATEGORY: why",
          "NAME answer D1: CHOICE   somebody answers a question of the scenario",
          "end                      it is over; the report is written");

  private final Facilitation exercise;
  private final Set<String> people;
  private final Consumer<String> tell;

  Desk(Facilitation exercise, Set<String> people, Consumer<String> tell) {
    this.exercise = exercise;
    this.people = Set.copyOf(people);
    this.tell = tell;
  }

  /** Does what a line says; false if it is over. */
  boolean does(String line) {
    int colon = line.indexOf(": ");
    String head = colon < 0 ? line.strip() : line.substring(0, colon).strip();
    String text = colon < 0 ? "" : line.substring(colon + 2).strip();
    List<String> words = List.of(head.split(" +"));
    try {
      return !words.getFirst().equals("end") && done(words, text);
    } catch (Refusal | IllegalArgumentException | DateTimeException wrong) {
      tell.accept(String.valueOf(wrong.getMessage()));
    }
    return true;
  }

  private boolean done(List<String> words, String text) {
    switch (words.getFirst()) {
      case "" -> {} // an empty line is no mistake
      case "help" -> HELP.forEach(tell);
      case "list" -> list();
      case "status" -> exercise.incidents().forEach(this::standing);
      case "pause" -> exercise.pause();
      case "go" -> exercise.goOn();
      case "next" -> next();
      case "forward" ->
          exercise.forward(exercise.now().plus(Duration.parse(about(words, 1, "how long"))));
      case "inject" -> {
        exercise.inject(text);
        tell.accept("INJECT " + text);
      }
      default -> acts(words, text);
    }
    return true;
  }

  private void list() {
    Optional<Event> next = exercise.next();
    Duration now = exercise.now();
    exercise
        .events()
        .forEach(
            one ->
                tell.accept(
                    (next.filter(one::equals).isPresent()
                            ? "NEXT  "
                            : one.at().compareTo(now) <= 0 ? "done  " : "      ")
                        + ExerciseRun.since(one.at())
                        + "  "
                        + one.what()));
  }

  private void next() {
    exercise
        .next()
        .ifPresentOrElse(
            one -> exercise.forward(one.at()),
            () -> tell.accept("Nothing more comes. 'forward PT1H' lets time pass; 'end' ends it."));
  }

  private void standing(IncidentView view) {
    tell.accept(view.id() + " " + view.severity() + " " + view.state() + ", " + view.mode().word());
    view.questions().forEach(one -> tell.accept("  asks " + one.id() + ": " + one.text()));
  }

  private void acts(List<String> words, String text) {
    String by = words.getFirst();
    if (!people.contains(by)) {
      throw new IllegalArgumentException(
          "Nobody here is called " + by + ", and it is no command; 'help' says what there is");
    }
    String act = about(words, 1, "what");
    if (act.equals("answer")) {
      exercise.answer(by, about(words, 2, "which question"), text);
      tell.accept(by + " answered " + words.get(2) + ": " + text);
    } else {
      Optional<String> refused = exercise.act(by, Acts.of(said(act, words, text)));
      tell.accept(by + " " + act + ": " + refused.orElse("done"));
    }
  }

  private static IncidentAct said(String act, List<String> words, String text) {
    Optional<String> first = words.stream().skip(2).findFirst();
    Optional<String> second = words.stream().skip(3).findFirst();
    return act.equals("remedy")
        ? new IncidentAct(act, Optional.empty(), text, first, second)
        : new IncidentAct(act, first, text, second, Optional.empty());
  }

  private static String about(List<String> words, int place, String what) {
    if (words.size() <= place) {
      throw new IllegalArgumentException("Say " + what);
    }
    return words.get(place);
  }
}
