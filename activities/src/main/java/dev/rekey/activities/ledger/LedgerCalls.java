package dev.rekey.activities.ledger;

import dev.rekey.model.credential.SecretId;
import java.time.Instant;
import java.util.Optional;

/** The record of every call at the door. */
public final class LedgerCalls {
  private final Ledger ledger;

  /** Takes the ledger. */
  public LedgerCalls(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Writes a call down; when this returns, it is committed. */
  public void record(Call call) {
    ledger.change(
        """
        INSERT INTO rekey.door_call (at, principal, kind, method, path, secret, status, address)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        call.at(),
        call.principal(),
        call.kind(),
        call.method(),
        call.path(),
        call.secret(),
        call.status(),
        call.address());
  }

  /**
   * One call, refused or not. Never holds a body, a query or a token.
   *
   * @param at when it came
   * @param principal who; empty if unknown
   * @param kind what kind of principal; empty if unknown
   * @param method the HTTP method
   * @param path the path
   * @param secret which secret it was about, where that is known
   * @param status the HTTP status of the answer
   * @param address where from
   */
  public record Call(
      Instant at,
      String principal,
      String kind,
      String method,
      String path,
      Optional<SecretId> secret,
      int status,
      String address) {}
}
