package dev.rekey.console.door.intake;

import dev.rekey.activities.StepFailedException;
import dev.rekey.console.door.intake.IntakeSources.Tally;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what comes, and writes it down once a second: a flood of forged messages costs neither a
 * row nor a line of the log each.
 */
final class Tallies {
  private static final Logger LOG = LoggerFactory.getLogger(Tallies.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration QUIET = Duration.ofMinutes(1);
  private static final Tally NOTHING = new Tally(0, 0, 0, Optional.empty(), Optional.empty());

  private final IntakeSources sources;
  private final Clock clock;
  private final Map<String, Tally> counted = new ConcurrentHashMap<>();
  private final Map<String, Instant> warned = new ConcurrentHashMap<>();
  private final ReentrantLock writing = new ReentrantLock();
  private volatile Instant written = Instant.MIN;

  Tallies(IntakeSources sources, Clock clock) {
    this.sources = sources;
    this.clock = clock;
  }

  void accepted(String source, long repeated) {
    add(source, new Tally(1, repeated, 0, Optional.of(clock.instant()), Optional.empty()));
  }

  void rejected(String source) {
    Instant now = clock.instant();
    add(source, new Tally(0, 0, 1, Optional.empty(), Optional.of(now)));
    Instant before = warned.getOrDefault(source, Instant.MIN);
    if (before.isBefore(now.minus(QUIET))) {
      warned.put(source, now);
      LOG.warn("A message to {} had no good signature; see 'rekey intake list'", source);
    }
  }

  private void add(String source, Tally more) {
    counted.merge(source, more, Tallies::sum);
    if (written.isBefore(clock.instant().minus(PAUSE)) && writing.tryLock()) {
      try {
        write();
      } finally {
        writing.unlock();
      }
    }
  }

  /** Writes down what was counted; what cannot be written now is written later. */
  void write() {
    written = clock.instant();
    for (String source : List.copyOf(counted.keySet())) {
      Tally tally = counted.remove(source);
      if (tally != null && !tally.equals(NOTHING)) {
        write(source, tally);
      }
    }
  }

  private void write(String source, Tally tally) {
    try {
      sources.count(source, tally);
    } catch (StepFailedException e) {
      counted.merge(source, tally, Tallies::sum);
    }
  }

  private static Tally sum(Tally one, Tally other) {
    return new Tally(
        one.accepted() + other.accepted(),
        one.repeated() + other.repeated(),
        one.rejected() + other.rejected(),
        other.lastAccepted().or(one::lastAccepted),
        other.lastRejected().or(one::lastRejected));
  }
}
