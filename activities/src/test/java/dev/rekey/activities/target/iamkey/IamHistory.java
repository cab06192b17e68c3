package dev.rekey.activities.target.iamkey;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What there was at IAM at each moment, and what of it shows by now. */
final class IamHistory {
  /** One key. */
  record Made(String user, String secret, boolean active, Instant created) {}

  /** Everything that there is, since a moment. */
  record State(Instant since, Map<String, Made> keys, Map<String, Map<String, String>> tags) {}

  private final List<State> states = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-23T03:00:00Z");
  private Duration lag = Duration.ZERO;

  IamHistory() {
    states.add(new State(Instant.MIN, Map.of(), Map.of()));
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  void lagBy(Duration time) {
    lag = time;
  }

  State truth() {
    return states.getLast();
  }

  /** Of all states that are old enough the last. */
  State shown() {
    now = now.plusSeconds(1);
    return states.stream()
        .filter(state -> !state.since().isAfter(now.minus(lag)))
        .reduce((older, newer) -> newer)
        .orElseThrow();
  }

  void changeKeys(UnaryOperator<Map<String, Made>> change) {
    now = now.plusSeconds(1);
    states.add(new State(now, change.apply(truth().keys()), truth().tags()));
  }

  void changeTags(String user, UnaryOperator<Map<String, String>> change) {
    now = now.plusSeconds(1);
    Map<String, String> tags = change.apply(truth().tags().getOrDefault(user, Map.of()));
    states.add(new State(now, truth().keys(), with(truth().tags(), user, tags)));
  }

  static <V> Map<String, V> with(Map<String, V> map, String name, V value) {
    Map<String, V> changed = new LinkedHashMap<>(map);
    changed.put(name, value);
    return changed;
  }

  static <V> Map<String, V> without(Map<String, V> map, String name) {
    Map<String, V> changed = new LinkedHashMap<>(map);
    changed.remove(name);
    return changed;
  }
}
