package dev.rekey.workflows.response;

import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.Runbook;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runbooks for tests. */
public final class Runbooks {
  private Runbooks() {}

  /** Every step, in the order of the enum. */
  public static Runbook everyStep() {
    return new Runbook(
        "postgres-user",
        "0123456789abcdef",
        "A login leaked",
        List.of("postgres-user"),
        ResponseMode.REVOKE_FIRST,
        Optional.empty(),
        new Runbook.Deadlines(
            Duration.ofMinutes(1),
            Duration.ofMinutes(3),
            Duration.ofMinutes(15),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofMinutes(30),
            Duration.ofDays(5)),
        new Runbook.Stability(3, Duration.ofSeconds(2)),
        new Runbook.Guard(3, Duration.ofMinutes(1)),
        List.of(ResponseStep.values()),
        Map.of(),
        List.of(),
        Map.of());
  }
}
