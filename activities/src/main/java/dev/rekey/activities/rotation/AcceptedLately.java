package dev.rekey.activities.rotation;

import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.Fact;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * New logins that this process saw accepted a moment ago, so that a rotation without a drain time
 * does not prove the same thing twice within a second. It forgets when the process ends.
 */
final class AcceptedLately {
  /** Shorter than any drain time that means something. */
  private static final Duration LATELY = Duration.ofSeconds(2);

  private final InstantSource clock;
  private final Map<VersionId, Proof> proofs = new ConcurrentHashMap<>();

  private record Proof(List<Fact> facts, Instant at) {
    boolean fresh(Instant now) {
      return !now.isBefore(at) && now.isBefore(at.plus(LATELY));
    }
  }

  AcceptedLately(InstantSource clock) {
    this.clock = clock;
  }

  /** Remembers a proof, and forgets old ones. */
  void remember(VersionId version, List<Fact> facts) {
    Instant now = clock.instant();
    proofs.values().removeIf(proof -> !proof.fresh(now));
    proofs.put(version, new Proof(facts, now));
  }

  /** The proof that is a moment old, used once, or a new one. */
  List<Fact> orElse(VersionId version, Supplier<List<Fact>> prove) {
    Proof proof = proofs.remove(version);
    return proof != null && proof.fresh(clock.instant()) ? proof.facts() : prove.get();
  }
}
