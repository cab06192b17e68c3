package dev.rekey.exercise.scenario;

import dev.rekey.exercise.scenario.Scenario.Expectation;
import dev.rekey.exercise.scenario.Scenario.Forbidden;
import dev.rekey.exercise.scenario.Scenario.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How much, how often and how late things in a document may be: what is beyond is a slip, and would
 * be played without an end.
 */
final class ScenarioLimits {
  private static final Duration LONGEST = Duration.ofDays(400);
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final int MOST = 1000;
  private static final Pattern IDENTITY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.@-]{0,62}");

  private final Scenario scenario;
  private final List<String> mistakes = new ArrayList<>();

  private ScenarioLimits(Scenario scenario) {
    this.scenario = scenario;
  }

  static List<String> mistakes(Scenario scenario) {
    ScenarioLimits limits = new ScenarioLimits(scenario);
    limits.check(scenario.scenario().length() <= 64, "scenario: a name has 64 characters at most");
    limits.within("length", scenario.length());
    limits.world();
    limits.injects();
    limits.lines();
    limits.decisions();
    return limits.mistakes;
  }

  private void check(boolean holds, String mistake) {
    if (!holds) {
      mistakes.add(mistake);
    }
  }

  private void within(String place, Duration time) {
    check(
        time.compareTo(LONGEST) <= 0 && time.compareTo(LONGEST.negated()) >= 0,
        place + ": it is longer than 400 days");
  }

  private void notNegative(String place, Optional<Duration> time) {
    time.ifPresent(
        one -> {
          within(place, one);
          check(!one.isNegative(), place + ": it is less than nothing");
        });
  }

  private void played(String place, Duration at) {
    within(place, at);
    check(
        at.compareTo(scenario.length()) <= 0,
        place + ": it is after the end, which is at " + scenario.length());
  }

  private void few(String place, int number) {
    check(number >= 0 && number <= MOST, place + ": from 0 to " + MOST);
  }

  private void weight(String place, int weight) {
    check(weight <= MOST, place + ": weight is " + MOST + " at most");
  }

  private void world() {
    Set<String> consumers = new HashSet<>();
    for (Setting.NonHuman one : scenario.world().principals()) {
      String place = "world.principals." + one.secret();
      check(
          IDENTITY.matcher(one.identity()).matches(),
          place + ".identity: letters, digits and _ . @ -, 63 at most");
      few(place + ".logins", one.logins());
      few(place + ".sessions", one.sessions());
      for (Setting.Workload consumer : one.consumers()) {
        check(consumers.add(consumer.name()), place + ".consumers: " + consumer.name() + " twice");
        notNegative(place + ".consumers.reloads", consumer.reloads());
      }
    }
    scenario
        .world()
        .people()
        .forEach(one -> notNegative("world.people." + one.name() + ".answers", one.answers()));
    for (Setting.Fault fault : scenario.world().faults()) {
      played("world.faults.at", fault.at());
      notNegative("world.faults.lasts", Optional.of(fault.lasts()));
    }
    scenario.world().opponent().forEach(this::move);
  }

  private void move(Move move) {
    String place = "world.opponent." + move.principal();
    played(place + ".at", move.at());
    move.every()
        .ifPresent(
            every -> {
              within(place + ".every", every);
              check(every.compareTo(SHORTEST) >= 0, place + ".every: a second at least");
            });
    move.times()
        .ifPresent(
            times -> {
              check(times > 0 && times <= MOST, place + ".times: from 1 to " + MOST);
              check(move.every().isPresent(), place + ".times: it needs every");
            });
  }

  private void injects() {
    for (int i = 0; i < scenario.injects().size(); i++) {
      Inject one = scenario.injects().get(i);
      String place = "injects[" + i + "]";
      played(place + ".at", one.at());
      if (one instanceof Inject.Signal signal) {
        notNegative(place + ".exposed", signal.exposed());
      }
    }
  }

  private void lines() {
    for (Expectation one : scenario.expect()) {
      within("expect." + one.id() + ".within", one.within());
      weight("expect." + one.id(), one.weight());
    }
    for (Forbidden one : scenario.forbid()) {
      String place = "forbid." + one.id();
      weight(place, one.weight());
      one.from().ifPresent(from -> within(place + ".from", from));
      one.until().ifPresent(until -> within(place + ".until", until));
      check(
          one.from().isEmpty()
              || one.until().filter(end -> end.compareTo(one.from().get()) <= 0).isEmpty(),
          place + ": until is not after from");
    }
  }

  private void decisions() {
    Set<String> ids = new HashSet<>();
    for (Question one : scenario.decisions()) {
      String place = "decisions." + one.id();
      check(ids.add(one.id()), place + ": it is there twice");
      played(place + ".at", one.at());
      within(place + ".window", one.window());
      weight(place, one.weight());
      check(
          new HashSet<>(one.choices()).size() == one.choices().size() && one.choices().size() > 1,
          place + ": choices are two or more, each once");
    }
  }
}
