package dev.rekey.console.cli;

import dev.rekey.console.api.RotationHistory;
import dev.rekey.console.api.RotationStarted;
import dev.rekey.console.api.RunningRotation;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.RotationProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks at a rotation until it ends, and tells each change in one line. */
final class RotationWatch {
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final DoorClient door;
  private final Map<String, String> query;
  private final Instant asked;
  private final Consumer<String> tell;
  private Optional<VersionId> version;
  private String last = "it has just begun";

  RotationWatch(DoorClient door, RotationStarted started, Instant asked, Consumer<String> tell) {
    this.door = door;
    this.query = Map.of("secret", started.secret().value());
    this.version = started.version();
    this.asked = started.joined() ? Instant.EPOCH : asked;
    this.tell = tell;
  }

  /**
   * How the watch ended.
   *
   * @param history the rotation as the ledger knows it; nothing if time ran out
   * @param last what was told last
   */
  record End(@Nullable RotationHistory history, String last) {}

  /** Watches until the rotation ends, or for so long. */
  End until(Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    do {
      Optional<RunningRotation> running =
          door.list("/v1/rotations", query, RunningRotation.class).stream().findFirst();
      if (running.isPresent()) {
        look(running.get().progress());
      } else {
        Optional<RotationHistory> ended = ended();
        if (ended.isPresent()) {
          return new End(ended.get(), last);
        }
      }
    } while (pause() && System.nanoTime() < end);
    return new End(null, last);
  }

  private void look(RotationProgress progress) {
    version = Optional.of(progress.version());
    String now = Standstill.sentence(progress);
    if (!now.equals(last)) {
      last = now;
      tell.accept(now);
    }
  }

  /** The rotation in the ledger, once Temporal runs it no more. */
  private Optional<RotationHistory> ended() {
    Map<String, String> recent = Map.of("secret", query.getOrDefault("secret", ""), "limit", "5");
    List<RotationHistory> rotations = door.list("/v1/history", recent, RotationHistory.class);
    return rotations.stream()
        .filter(rotation -> ours(rotation, rotations))
        .filter(history -> !history.outcome().equals("running")) // Temporal was too busy to say so
        .findFirst();
  }

  /** A value that the target refused is followed by another version of the same rotation. */
  private boolean ours(RotationHistory history, List<RotationHistory> rotations) {
    if (history.outcome().equals("discarded")) {
      return false;
    }
    return version.isEmpty()
        ? !history.startedAt().isBefore(asked.minusSeconds(5))
        : version.get().equals(history.version()) || follows(history, rotations);
  }

  private boolean follows(RotationHistory history, List<RotationHistory> rotations) {
    return rotations.stream()
        .filter(other -> other.outcome().equals("discarded"))
        .filter(other -> version.filter(other.version()::equals).isPresent())
        .anyMatch(discarded -> discarded.startedAt().isBefore(history.startedAt()));
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
