package dev.rekey.model.incident;

import dev.rekey.model.trigger.Clue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What somebody says was compromised. It holds no secret: a value was replaced by its fingerprint
 * before.
 *
 * @param signal its idempotency key: the same signal is the same report
 * @param source who or what says so
 * @param finding what was found, as the source names it
 * @param exposedAt since when others may know it, if anybody can say
 * @param receivedAt when we accepted the signal: the zero of every deadline
 * @param atRisk the enrolled credentials that it speaks of; empty if nobody knows whose it is
 * @param clues what it speaks of, in its own words
 * @param mode what comes first, if the source may say so; else the runbook's
 */
public record CompromiseReport(
    String signal,
    ReportSource source,
    String finding,
    Optional<Instant> exposedAt,
    Instant receivedAt,
    List<AtRisk> atRisk,
    List<Clue> clues,
    Optional<ResponseMode> mode) {
  /** Longer than half of all intruders stay unnoticed: a median of 11 days, M-Trends 2025. */
  private static final Duration LOOK_BACK = Duration.ofDays(14);

  /** Copies the lists. */
  public CompromiseReport {
    atRisk = List.copyOf(atRisk);
    clues = List.copyOf(clues);
  }

  /** The same about these credentials. */
  public CompromiseReport about(List<AtRisk> credentials) {
    return new CompromiseReport(
        signal, source, finding, exposedAt, receivedAt, credentials, clues, mode);
  }

  /**
   * From when on the identity's doings are suspect: two weeks back where nobody said since when it
   * was exposed, for who came then has been there longer than the report.
   */
  public Instant suspectSince() {
    return saidSince().orElse(receivedAt.minus(LOOK_BACK));
  }

  /** Since when it was exposed, if somebody said so; nothing that is still to come. */
  public Optional<Instant> saidSince() {
    return exposedAt.filter(receivedAt::isAfter);
  }
}
