package dev.rekey.exercise.world;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.score.Happening.Manner;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An identity at a target: its logins, what was opened with them, and what it is denied. A change
 * is seen everywhere only after a while.
 */
public final class Account {
  private final String secret;
  private final String identity;
  private final InstantSource clock;
  private final Journal journal;
  private final Duration lag;
  private final Consumer<String> refused;
  private final Map<String, Door> doors = new LinkedHashMap<>();
  private final List<Session> sessions = new ArrayList<>();
  private final Set<SecretValue> leaked = new HashSet<>();
  private final List<String> did = new ArrayList<>();
  private final List<String> left = new ArrayList<>();
  private @Nullable Instant deniedSince;

  /** One login of it: what it lets in, until when, and whether it may. */
  private static final class Door {
    final SecretValue value;
    final Instant made;
    boolean open = true;
    Instant changed;

    Door(SecretValue value, Instant made) {
      this.value = value;
      this.made = made;
      this.changed = made;
    }
  }

  /** Something that was opened with a login. */
  private record Session(String login, Instant opened) {}

  /**
   * An identity without any login.
   *
   * @param lag how long a change takes to be seen
   * @param refused hears of each login that is refused from now on
   */
  Account(
      String secret,
      String identity,
      InstantSource clock,
      Journal journal,
      Duration lag,
      Consumer<String> refused) {
    this.refused = refused;
    this.secret = secret;
    this.identity = identity;
    this.clock = clock;
    this.journal = journal;
    this.lag = lag;
  }

  String secret() {
    return secret;
  }

  String identity() {
    return identity;
  }

  /** A login that is there from now on; the same again is open again. */
  synchronized void make(Login login, String by, Manner manner) {
    doors.put(login.identity(), new Door(login.value(), clock.instant()));
    journal.note(Action.CREATE, secret, by, manner, login.identity() + " was made");
  }

  /** Its beginning, which nobody has to hear of. */
  synchronized void have(Login login, int open) {
    doors.put(
        login.identity(), new Door(login.value(), clock.instant().minus(Duration.ofDays(40))));
    for (int i = 0; i < open; i++) {
      sessions.add(new Session(login.identity(), clock.instant().minus(Duration.ofMinutes(20))));
    }
  }

  /** Everything that is there now is in other hands. */
  synchronized void leak() {
    doors.values().forEach(door -> leaked.add(door.value));
  }

  synchronized boolean hasLeaked(Login login) {
    return leaked.contains(login.value());
  }

  /** The values that are in other hands, by the names of their logins. */
  synchronized List<Login> leaked() {
    return doors.entrySet().stream()
        .filter(one -> leaked.contains(one.getValue().value))
        .map(one -> new Login(one.getKey(), one.getValue().value))
        .toList();
  }

  /** Whether it lets this login in, as it looks from outside just now. */
  synchronized boolean accepts(Login login) {
    Door door = doors.get(login.identity());
    return door != null && door.value.equals(login.value()) && shownOpen(door);
  }

  private boolean shownOpen(Door door) {
    return door.open != clock.instant().isBefore(door.changed.plus(lagOf(door)));
  }

  /** What was just made is seen at once; what was switched takes its time. */
  private Duration lagOf(Door door) {
    return door.changed.equals(door.made) ? Duration.ZERO : lag;
  }

  synchronized boolean isDenied() {
    return deniedSince != null && !clock.instant().isBefore(deniedSince.plus(lag));
  }

  /** The logins that may log in, the oldest first. */
  synchronized List<String> open() {
    return doors.entrySet().stream()
        .filter(one -> one.getValue().open)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** All logins, the oldest first. */
  synchronized List<String> all() {
    return List.copyOf(doors.keySet());
  }

  synchronized Optional<Instant> madeAt(String login) {
    return Optional.ofNullable(doors.get(login)).map(door -> door.made);
  }

  synchronized boolean holds(Login login) {
    Door door = doors.get(login.identity());
    return door != null && door.value.equals(login.value());
  }

  /** Refuses a login; false if it was refused already, or is not there. */
  synchronized boolean shut(String login, String by, Manner manner) {
    Door door = doors.get(login);
    if (door == null || !door.open) {
      return false;
    }
    door.open = false;
    door.changed = clock.instant();
    journal.note(Action.DISABLE, secret, by, manner, login + " is refused");
    refused.accept(login);
    return true;
  }

  /** Lets a login in again. */
  synchronized void reopen(String login, String by, Manner manner) {
    Door door = doors.get(login);
    if (door == null || door.open) {
      return;
    }
    door.open = true;
    door.changed = clock.instant();
    if (leaked.contains(door.value) && manner == Manner.AUTOMATIC) {
      journal.note(
          Action.RESTORE_LEAKED, secret, by, manner, login + " is let in with a leaked value");
    }
  }

  synchronized void delete(String login, String by, Manner manner) {
    if (doors.remove(login) != null) {
      journal.note(Action.DELETE, secret, by, manner, login + " is gone for good");
    }
  }

  /** Takes what was opened by this login away; by all of them if none is named. */
  synchronized void cut(Optional<String> login, Instant before, String by, Manner manner) {
    sessions.removeIf(
        one -> login.map(one.login()::equals).orElse(true) && one.opened().isBefore(before));
    journal.note(
        Action.CUT_SESSIONS,
        secret,
        by,
        manner,
        "sessions of " + login.orElse(identity) + " are cut");
  }

  synchronized List<Instant> sessions(String login) {
    return sessions.stream().filter(one -> one.login().equals(login)).map(Session::opened).toList();
  }

  synchronized boolean hasSessions() {
    return !sessions.isEmpty();
  }

  synchronized void openSession(String login) {
    sessions.add(new Session(login, clock.instant()));
  }

  synchronized void closeSession(String login) {
    sessions.stream()
        .filter(one -> one.login().equals(login))
        .findFirst()
        .ifPresent(sessions::remove);
  }

  /** Denies it everything, or lets it act again. */
  synchronized boolean deny(boolean everything) {
    boolean was = deniedSince != null;
    if (everything != was) {
      deniedSince = everything ? clock.instant() : null;
    }
    return was;
  }

  /** Whether somebody denied it everything, even if that is not seen everywhere yet. */
  synchronized boolean denies() {
    return deniedSince != null;
  }

  synchronized void did(String what) {
    did.add(what);
  }

  synchronized List<String> deeds() {
    return List.copyOf(did);
  }

  synchronized void leave(String what) {
    left.add(what);
  }

  synchronized List<String> left() {
    return List.copyOf(left);
  }
}
