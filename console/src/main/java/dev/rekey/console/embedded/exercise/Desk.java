package dev.rekey.console.embedded.exercise;

import dev.rekey.console.door.Refusal;
import dev.rekey.exercise.run.Facilitation;
import dev.rekey.exercise.run.Facilitation.Event;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
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
          "who                      who takes part, and at which terminal",
          "next                     on to what comes next",
          "forward PT5M             on by that long",
          "pause, go                time stands still; time goes on",
          "inject: TEXT             something more comes from outside: people hear it",
          "NAME ACT [ABOUT]: TEXT   somebody acts, as in 'rekey incident act': dana note: seen",
          "                         dana approve guard: I saw it; dana mode revoke-first: used",
          "                         omar remedy OWNER DAY: what; omar root-cause CATEGORY: why",
          "NAME answer D1: CHOICE   somebody answers a question of the scenario",
          "end                      it is over; the report is written");

  private static final String HOW_LONG = "how long, such as PT5M; time goes forward only";

  /** Nothing in a scenario is longer. */
  private static final Duration LONGEST = Duration.ofDays(400);

  private final Facilitation exercise;
  private final Deeds deeds;
  private final Set<String> people;
  private final Seats seats;
  private final Consumer<String> tell;

  Desk(Facilitation exercise, Deeds deeds, Set<String> people, Seats seats, Consumer<String> tell) {
    this.exercise = exercise;
    this.deeds = deeds;
    this.people = Set.copyOf(people);
    this.seats = seats;
    this.tell = tell;
  }

  /** Does what a line says; false if it is over. */
  boolean does(String line) {
    Typed typed = Typed.of(line);
    try {
      return !typed.verb().equals("end") && done(typed);
    } catch (Refusal | IllegalArgumentException | DateTimeException wrong) {
      tell.accept(String.valueOf(wrong.getMessage()));
    }
    return true;
  }

  private boolean done(Typed typed) {
    switch (typed.verb()) {
      case "" -> {} // an empty line is no mistake
      case "help" -> HELP.forEach(tell);
      case "list" -> list();
      case "status" -> deeds.status().forEach(tell);
      case "who" -> seats.all().forEach(tell);
      case "pause" -> exercise.pause();
      case "go" -> exercise.goOn();
      case "next" -> next();
      case "forward" -> exercise.forward(exercise.now().plus(howLong(typed.word(1, HOW_LONG))));
      case "inject" -> {
        deeds.inject(typed);
        tell.accept("INJECT " + typed.text());
        seats.hear("INJECT " + typed.text());
      }
      default -> acts(typed);
    }
    return true;
  }

  private static Duration howLong(String word) {
    try {
      Duration time = Duration.parse(word);
      if (time.isPositive() && time.compareTo(LONGEST) <= 0) {
        return time;
      }
    } catch (DateTimeParseException noTime) {
      // said below, in words of ours
    }
    throw new IllegalArgumentException("Say " + HOW_LONG);
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

  private void acts(Typed typed) {
    String by = typed.verb();
    if (!people.contains(by)) {
      throw new IllegalArgumentException(
          "Nobody here is called " + by + ", and it is no command; 'help' says what there is");
    }
    if (seats.isHere(by)) {
      throw new IllegalArgumentException(by + " has joined, and acts at a terminal of their own");
    }
    tell.accept(deeds.done(by, typed.rest()));
  }
}
