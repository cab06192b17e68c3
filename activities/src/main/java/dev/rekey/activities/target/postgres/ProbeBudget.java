package dev.rekey.activities.target.postgres;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.model.credential.PostgresEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often a login that works at the primary is tried at a replica that refuses it: three times in
 * a quarter of an hour, or a server that counts failed log-ins would lock the account (F14). A
 * login that is being proven dead is not spared.
 */
final class ProbeBudget {
  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(3), Duration.ofMinutes(2), Duration.ofMinutes(15));

  private final Map<Probe, Spent> refusals = new ConcurrentHashMap<>();

  /** Which login, and where; the value is compared, never hashed or shown. */
  private record Probe(PostgresEndpoint endpoint, Login login) {}

  private record Spent(int times, long askAgainAt) {
    boolean over() {
      return System.nanoTime() - askAgainAt >= 0;
    }

    static Spent after(int times) {
      Duration pause = PAUSES.get(Math.min(times, PAUSES.size()) - 1);
      return new Spent(times, System.nanoTime() + pause.toNanos());
    }
  }

  /** Whether this endpoint has refused the login so lately that it is not to be asked yet. */
  boolean spent(PostgresEndpoint endpoint, Login login) {
    Spent spent = refusals.get(new Probe(endpoint, login));
    return spent != null && !spent.over();
  }

  /** Notes what an endpoint said to a login that works at the primary. */
  void note(PostgresEndpoint endpoint, Login login, Verdict verdict) {
    Probe probe = new Probe(endpoint, login);
    switch (verdict) {
      case ACCEPTED -> refusals.remove(probe);
      case UNKNOWN, UNPROVEN -> {}
      case REFUSED -> {
        refusals.values().removeIf(spent -> spent.times() >= PAUSES.size() && spent.over());
        refusals.merge(probe, Spent.after(1), (before, first) -> Spent.after(before.times() + 1));
      }
    }
  }
}
