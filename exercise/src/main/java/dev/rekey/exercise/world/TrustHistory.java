package dev.rekey.exercise.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The trust policy of a role: IAM shows it as it stands, and STS as it was a while ago. */
final class TrustHistory {
  private final InstantSource clock;
  private final Duration lag;
  private final List<Written> all = new ArrayList<>();

  private record Written(Instant at, RoleDocument document) {}

  /** The first one has been there for long. */
  TrustHistory(RoleDocument first, InstantSource clock, Duration lag) {
    this.clock = clock;
    this.lag = lag;
    all.add(new Written(Instant.EPOCH, first));
  }

  RoleDocument latest() {
    return all.getLast().document();
  }

  void write(RoleDocument next) {
    all.add(new Written(clock.instant(), next));
  }

  /** As whoever wants to come in meets it. */
  RoleDocument seen() {
    Instant now = clock.instant();
    return all.reversed().stream()
        .filter(one -> !now.isBefore(one.at().plus(lag)))
        .findFirst()
        .orElseGet(all::getFirst)
        .document();
  }
}
