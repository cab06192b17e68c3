package dev.rekey.console.cli;

import dev.rekey.console.api.IncidentStanding;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Follows an incident until what leaked is replaced; people's work after that may take days. */
final class IncidentWatch {
  private static final long PAUSE_MILLIS = 500;
  private static final Set<String> REPLACED =
      Set.of("watching", "reviewing", "closed", "dismissed");

  private final DoorClient door;
  private final String id;
  private final Consumer<String> tell;
  private final Set<String> told = new HashSet<>();

  IncidentWatch(DoorClient door, String id, Consumer<String> tell) {
    this.door = door;
    this.id = id;
    this.tell = tell;
  }

  /** The incident when it is so far; nothing if time runs out before. */
  Optional<IncidentStanding> until(Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    do {
      Optional<IncidentStanding> now = look();
      if (now.filter(one -> REPLACED.contains(one.state())).isPresent()) {
        return now;
      }
    } while (pause() && System.nanoTime() < end);
    return Optional.empty();
  }

  /** Its response writes its first line a moment after it was declared. */
  private Optional<IncidentStanding> look() {
    try {
      IncidentStanding now = door.get("/v1/incidents/" + id, Map.of(), IncidentStanding.class);
      now.timeline().forEach(line -> once(line.what() + ": " + line.text()));
      now.questions().forEach(question -> once("waits for an answer: " + question));
      return Optional.of(now);
    } catch (CommandFailure failure) {
      if (failure.code().equals("NOT_FOUND")) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private void once(String line) {
    if (told.add(line)) {
      tell.accept(line);
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
