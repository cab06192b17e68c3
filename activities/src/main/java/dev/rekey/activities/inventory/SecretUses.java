package dev.rekey.activities.inventory;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.store.AccessLog;
import dev.rekey.model.credential.SecretId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When secrets were read past Rekey, for who asks whether anybody uses them. It is noted ahead of
 * time: the platform's log is slow to ask and short of memory, and an incident waits for neither.
 */
public final class SecretUses {
  /**
   * The first look goes back so far; before, the log is left to who has something to find in it.
   */
  private static final Duration FIRST = Duration.ofDays(1);

  /** The log tells of a call so late. */
  private static final Duration LATE = Duration.ofMinutes(30);

  private final Ledger ledger;

  /** Takes the ledger. */
  public SecretUses(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Notes what the log shows since the last look that came to its end.
   *
   * @throws dev.rekey.activities.StepFailedException if the log or the ledger does not answer; the
   *     next look begins where this one did
   */
  public void look(AccessLog log, Instant now) {
    Instant since =
        ledger
            .first("SELECT until FROM rekey.secret_use_look", row -> row.instant("until"))
            .orElse(now.minus(FIRST))
            .minus(LATE);
    List<SecretId> secrets =
        ledger.all(
            "SELECT secret FROM rekey.credential ORDER BY secret",
            row -> new SecretId(row.text("secret")));
    for (SecretId secret : secrets) {
      log.readElsewhere(secret, since).ifPresent(at -> note(secret, at));
    }
    ledger.change(
        "INSERT INTO rekey.secret_use_look (until) VALUES (?)"
            + " ON CONFLICT (one) DO UPDATE SET until = excluded.until",
        now);
  }

  private void note(SecretId secret, Instant at) {
    ledger.change(
        "INSERT INTO rekey.secret_use AS known (secret, at) VALUES (?, ?)"
            + " ON CONFLICT (secret) DO UPDATE SET at = greatest(known.at, excluded.at)",
        secret,
        at);
  }
}
