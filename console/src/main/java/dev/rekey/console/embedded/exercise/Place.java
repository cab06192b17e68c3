package dev.rekey.console.embedded.exercise;

import dev.rekey.console.door.Refusal;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What a participant types at a terminal of their own: their acts, and nobody else's. */
final class Place {
  /** What can be typed. */
  static final List<String> HELP =
      List.of(
          "status                   the incidents as they stand, and what waits for people",
          "ACT [ABOUT]: TEXT        you act, as in 'rekey incident act': note: seen",
          "                         approve guard: I saw it; mode revoke-first: it is used",
          "                         remedy OWNER DAY: what; root-cause CATEGORY: why",
          "answer D1: CHOICE        you answer a question of the scenario",
          "leave                    you are gone; the same token lets you in again");

  private static final Set<String> THE_FACILITATORS =
      Set.of("list", "next", "forward", "pause", "go", "inject", "end", "who");

  private final String person;
  private final Supplier<Optional<Deeds>> exercise;
  private final Consumer<String> tell;
  private final Consumer<String> facilitator;

  Place(
      String person,
      Supplier<Optional<Deeds>> exercise,
      Consumer<String> tell,
      Consumer<String> facilitator) {
    this.person = person;
    this.exercise = exercise;
    this.tell = tell;
    this.facilitator = facilitator;
  }

  /** Does what a line says; false if they leave. */
  boolean does(String line) {
    Typed typed = Typed.of(line);
    try {
      return !typed.verb().equals("leave") && done(typed);
    } catch (Refusal | IllegalArgumentException | DateTimeException wrong) {
      tell.accept(String.valueOf(wrong.getMessage()));
    }
    return true;
  }

  private boolean done(Typed typed) {
    if (typed.verb().equals("help")) {
      HELP.forEach(tell);
    } else if (THE_FACILITATORS.contains(typed.verb())) {
      tell.accept("'" + typed.verb() + "' is the facilitator's");
    } else if (!typed.verb().isEmpty()) {
      act(typed, begun());
    }
    return true;
  }

  private Deeds begun() {
    return exercise
        .get()
        .orElseThrow(() -> new IllegalArgumentException("It has not begun yet; wait for it"));
  }

  private void act(Typed typed, Deeds deeds) {
    if (typed.verb().equals("status")) {
      deeds.status().forEach(tell);
      return;
    }
    String done = deeds.done(person, typed);
    tell.accept(done);
    facilitator.accept(done);
  }
}
