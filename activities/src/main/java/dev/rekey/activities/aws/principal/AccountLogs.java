package dev.rekey.activities.aws.principal;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.EventHistory;
import java.util.Optional;
import java.util.function.Function;

/**
 * CloudTrail's event history of our own account and of others: what the session of a role does is
 * told in the account that has the role, and in no other.
 *
 * @param own of our own account
 * @param elsewhere of another account, where a role of ours is in it
 */
public record AccountLogs(EventHistory own, Function<String, Optional<EventHistory>> elsewhere) {
  private static final int ACCOUNT = 4;

  /** That of our own account alone. */
  public static AccountLogs alone(EventHistory own) {
    return new AccountLogs(own, account -> Optional.empty());
  }

  /**
   * The one of this account; nothing if no role of ours is there.
   *
   * @throws StepFailedException if our role there cannot be assumed
   */
  Optional<EventHistory> of(String account) {
    return elsewhere.apply(account);
  }

  /**
   * The one that tells everything of a role: that of its account, and ours where the role is ours.
   *
   * @throws StepFailedException if our role there cannot be assumed
   */
  public EventHistory telling(String role) {
    return of(account(role)).orElse(own);
  }

  /** The account that has a role, by the role's ARN. */
  public static String account(String role) {
    String[] parts = role.split(":", -1);
    return parts.length > ACCOUNT ? parts[ACCOUNT] : "";
  }
}
