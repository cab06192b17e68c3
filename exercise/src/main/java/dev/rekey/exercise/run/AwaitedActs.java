package dev.rekey.exercise.run;

import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.scenario.Inject;
import dev.rekey.exercise.scenario.Scenario;
import dev.rekey.exercise.score.NeverCame;
import dev.rekey.model.incident.Act;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the people who are there were to do, and whether they ever tried to. */
final class AwaitedActs {
  private final Scenario scenario;
  private final List<String> tried = new ArrayList<>();

  AwaitedActs(Scenario scenario) {
    this.scenario = scenario;
  }

  /** Somebody wanted to act, whatever became of it. */
  synchronized void tried(String by, Act act) {
    tried.add(kind(by, act));
  }

  /** What nobody tried to do although it was theirs, and they had heard so when it was over. */
  synchronized List<NeverCame> neverCame(Room room, Duration over) {
    List<String> left = new ArrayList<>(tried);
    List<NeverCame> never = new ArrayList<>();
    for (int i = 0; i < scenario.injects().size(); i++) {
      if (scenario.injects().get(i) instanceof Inject.PersonActs one
          && room.seats(one.by())
          && one.at().compareTo(over) < 0
          && !left.remove(kind(one.by(), one.does()))) {
        never.add(
            new NeverCame(
                "inject-" + (i + 1),
                one.by(),
                words(one.does()),
                one.text(),
                one.at(),
                due(one, over)));
      }
    }
    return never;
  }

  /** A yes and a no to one question are the same act: it was answered. */
  private static String kind(String by, Act act) {
    return by + " " + question(act).orElse(act.getClass().getSimpleName());
  }

  /** Which question it answers, if it answers one. */
  static Optional<String> question(Act act) {
    return act instanceof Act.Approve yes
        ? Optional.of(yes.question())
        : act instanceof Act.Refuse no ? Optional.of(no.question()) : Optional.empty();
  }

  private static String words(Act act) {
    return act.getClass().getSimpleName() + question(act).map(asked -> " " + asked).orElse("");
  }

  /** By when it is worth something still; at the latest when it is over. */
  private Duration due(Inject.PersonActs one, Duration over) {
    Optional<Action> seen =
        one.does() instanceof Act.Close
            ? Optional.of(Action.CLOSED)
            : Participants.seen(one.does());
    return scenario.expect().stream()
        .filter(line -> seen.filter(line.action()::equals).isPresent())
        .filter(line -> line.target().isEmpty() || line.target().contains(one.by()))
        .map(Scenario.Expectation::within)
        .filter(limit -> limit.compareTo(one.at()) >= 0 && limit.compareTo(over) < 0)
        .min(Comparator.naturalOrder())
        .orElse(over);
  }
}
