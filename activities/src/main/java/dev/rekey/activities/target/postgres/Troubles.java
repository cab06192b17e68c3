package dev.rekey.activities.target.postgres;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.target.Outcome;
import dev.rekey.model.FailureCode;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What went wrong for which role; the first trouble of a role is the one that is told. */
final class Troubles {
  private final Map<String, StepFailedException> byRole = new ConcurrentHashMap<>();

  /** All of these have it. */
  void all(Collection<String> roles, StepFailedException trouble) {
    roles.forEach(role -> byRole.putIfAbsent(role, trouble));
  }

  /** Each has its own, at this endpoint. */
  void each(Map<String, SQLException> failed, String endpoint) {
    failed.forEach(
        (role, failure) -> {
          StepFailedException trouble = SqlFailures.of(failure, endpoint);
          byRole.putIfAbsent(
              role, new StepFailedException(trouble.code(), role + ": " + trouble.reason()));
        });
  }

  /** Its sessions do not end. */
  void stays(String role, String sentence) {
    byRole.putIfAbsent(
        role,
        new StepFailedException(
            FailureCode.STILL_ACCEPTED, "a session of " + role + " does not end yet: " + sentence));
  }

  /** Done, unless one of the roles has a trouble. */
  <T> Outcome<T> outcome(List<String> roles, T done) {
    return roles.stream()
        .flatMap(role -> Optional.ofNullable(byRole.get(role)).stream())
        .findFirst()
        .<Outcome<T>>map(Outcome.Failed::new)
        .orElseGet(() -> new Outcome.Done<>(done));
  }
}
