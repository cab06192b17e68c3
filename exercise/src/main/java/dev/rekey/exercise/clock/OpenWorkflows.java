package dev.rekey.exercise.clock;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The workflows of an exercise that are not over, and those at which something happened. */
final class OpenWorkflows {
  private final Turns turns;
  private final Map<String, Optional<String>> parents = new HashMap<>();
  private final Set<String> stirred = new HashSet<>();
  private final Set<String> ending = new HashSet<>();

  OpenWorkflows(Turns turns) {
    this.turns = turns;
  }

  synchronized void add(String id) {
    parents.putIfAbsent(id, Optional.empty());
    stir(id);
  }

  synchronized void add(String id, String parent) {
    parents.put(id, Optional.of(parent));
    stir(id);
  }

  /** Something came to it: where it stands is to be asked again. */
  synchronized void stir(String id) {
    if (parents.containsKey(id)) {
      stirred.add(id);
      turns.stir();
    }
  }

  /** Its code has come to the end; the server is about to hear of it. */
  synchronized void ending(String id) {
    ending.add(id);
  }

  synchronized boolean isEnding(String id) {
    return ending.contains(id);
  }

  synchronized void ended(String id) {
    Optional<String> parent = Optional.ofNullable(parents.remove(id)).flatMap(one -> one);
    ending.remove(id);
    stirred.remove(id);
    parent.ifPresent(this::stir);
  }

  synchronized boolean isOpen(String id) {
    return parents.containsKey(id);
  }

  synchronized List<String> all() {
    return parents.keySet().stream().sorted().toList();
  }

  /** Those that were stirred since the last call, by name. */
  synchronized Set<String> takeStirred() {
    Set<String> taken = new TreeSet<>(stirred);
    stirred.clear();
    return taken;
  }

  synchronized boolean isQuiet() {
    return stirred.isEmpty();
  }
}
