package dev.rekey.console.embedded.exercise;

import dev.rekey.exercise.report.AfterActionReport.Said;
import dev.rekey.exercise.scenario.Setting;
import dev.rekey.model.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Who of a scenario's people is there: each with a role, and those who joined with their name. */
final class Seats {
  private final Map<String, Seat> seats = new LinkedHashMap<>();
  private final List<String> heard = new ArrayList<>();
  private final List<Said> comings = new ArrayList<>();
  private Supplier<Duration> clock = () -> Duration.ZERO;

  /** One person's. */
  private static final class Seat {
    final String role;
    final boolean simulated;
    Optional<String> name = Optional.empty();
    Optional<Consumer<String>> terminal = Optional.empty();

    Seat(String role, boolean simulated) {
      this.role = role;
      this.simulated = simulated;
    }
  }

  /**
   * Nobody has joined yet.
   *
   * @param people of the scenario
   * @param present who of them is there, so that they are not simulated
   */
  Seats(List<Setting.Person> people, Set<String> present) {
    people.forEach(
        one -> seats.put(one.name(), new Seat(role(one), !present.contains(one.name()))));
  }

  private static String role(Setting.Person person) {
    return person.audiences().isEmpty()
        ? "no role of their own"
        : person.audiences().stream().map(Word::of).collect(Collectors.joining(", "));
  }

  /** From now on it is known how late it is in the exercise. */
  synchronized void by(Supplier<Duration> time) {
    clock = time;
  }

  /** The role in which somebody takes part. */
  synchronized String role(String person) {
    return seat(person).role;
  }

  private Seat seat(String person) {
    return Objects.requireNonNull(seats.get(person), person);
  }

  /**
   * Somebody takes a seat, and hears what was said so far. Who comes again takes the place of the
   * terminal that they had.
   *
   * @param name what they are called
   * @param terminal where they hear
   * @throws IllegalArgumentException if it is somebody else's
   */
  synchronized void join(String person, String name, Consumer<String> terminal) {
    Seat seat = seat(person);
    if (seat.name.filter(known -> !known.equals(name)).isPresent()) {
      throw new IllegalArgumentException("That seat is taken by somebody of another name");
    }
    seat.name = Optional.of(name);
    seat.terminal.ifPresent(old -> old.accept("You joined at another terminal; this one is over"));
    seat.terminal = Optional.of(terminal);
    comings.add(new Said(clock.get(), person, "joined as " + seat.role + ": " + name));
    heard.forEach(terminal);
  }

  /** A terminal is gone; who had it may come again. */
  synchronized void leave(String person, Consumer<String> terminal) {
    Seat seat = seat(person);
    if (seat.terminal.filter(terminal::equals).isPresent()) {
      seat.terminal = Optional.empty();
      comings.add(new Said(clock.get(), person, "left"));
    }
  }

  /** Everybody who joined hears it, and whoever joins later. */
  synchronized void hear(String line) {
    heard.add(line);
    seats.values().forEach(seat -> seat.terminal.ifPresent(terminal -> terminal.accept(line)));
  }

  /** Whether somebody is at a terminal of their own. */
  synchronized boolean isHere(String person) {
    return seat(person).terminal.isPresent();
  }

  /** Who came and left, and when. */
  synchronized List<Said> comings() {
    return List.copyOf(comings);
  }

  /** Everybody with role and name, as the report has it. */
  synchronized List<String> all() {
    return seats.entrySet().stream().map(one -> words(one.getKey(), one.getValue())).toList();
  }

  private static String words(String person, Seat seat) {
    if (seat.simulated) {
      return person + " (simulated)";
    }
    return person + seat.name.map(name -> ": " + name + ", " + seat.role + ", by token").orElse("");
  }
}
