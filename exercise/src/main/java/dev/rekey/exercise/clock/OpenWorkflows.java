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

  void add(String id) {
    know(id, Optional.empty());
    stir(id);
  }

  void add(String id, String parent) {
    know(id, Optional.of(parent));
    stir(id);
  }

  private synchronized void know(String id, Optional<String> parent) {
    if (parent.isPresent()) {
      parents.put(id, parent);
    } else {
      parents.putIfAbsent(id, parent);
    }
  }

  /**
   * Something came to it: where it stands is to be asked again. Turns are told of it with nothing
   * held: whoever looks there who may go on looks in here meanwhile.
   */
  void stir(String id) {
    if (stirs(id)) {
      turns.stir();
    }
  }

  private synchronized boolean stirs(String id) {
    boolean known = parents.containsKey(id);
    if (known) {
      stirred.add(id);
    }
    return known;
  }

  /** Its code has come to the end; the server is about to hear of it. */
  synchronized void ending(String id) {
    ending.add(id);
  }

  synchronized boolean isEnding(String id) {
    return ending.contains(id);
  }

  void ended(String id) {
    forget(id).ifPresent(this::stir);
  }

  /** Returns its parent, if it has one. */
  private synchronized Optional<String> forget(String id) {
    ending.remove(id);
    stirred.remove(id);
    return Optional.ofNullable(parents.remove(id)).flatMap(one -> one);
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
