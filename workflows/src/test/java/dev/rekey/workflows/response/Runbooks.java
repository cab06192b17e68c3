package dev.rekey.workflows.response;

import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.Runbook;
import dev.rekey.model.notice.Audience;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runbooks for tests. */
public final class Runbooks {
  private Runbooks() {}

  /** Every step, in the order of the enum. */
  public static Runbook everyStep() {
    return everyStep(Map.of());
  }

  /** The same, with somebody on call who is told of everything. */
  public static Runbook thatTells() {
    return everyStep(
        Stream.of(Milestone.values())
            .collect(Collectors.toMap(one -> one, one -> List.of(Audience.ON_CALL))));
  }

  private static Runbook everyStep(Map<Milestone, List<Audience>> audiences) {
    return new Runbook(
        "postgres-user",
        "0123456789abcdef",
        "A login leaked",
        List.of("postgres-user"),
        ResponseMode.REVOKE_FIRST,
        Optional.empty(),
        new Runbook.Deadlines(
            Duration.ofMinutes(3),
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
        audiences,
        List.of(),
        Map.of());
  }
}
