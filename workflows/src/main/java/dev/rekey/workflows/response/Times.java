package dev.rekey.workflows.response;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.IncidentView.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How long what took, from the first signal on. */
final class Times {
  private final CompromiseReport report;
  private final Map<SecretId, Instant> firstContained = new HashMap<>();
  private Optional<Instant> recovered = Optional.empty();

  Times(CompromiseReport report) {
    this.report = report;
  }

  /** The last replacement is in use. */
  void recovered() {
    recovered = Optional.of(CaseFile.now());
  }

  /** What replaced this one leaked: it is recovered no more, and was contained all the same. */
  void leaksAgain(Member before) {
    recovered = Optional.empty();
    before.contained().ifPresent(at -> firstContained.putIfAbsent(before.secret(), at));
  }

  /** What was measured, but for the notices. */
  Durations of(Collection<Member> members, Optional<Instant> firstReceipt) {
    boolean all = members.stream().allMatch(one -> contained(one).isPresent());
    Optional<Instant> last =
        members.stream()
            .flatMap(one -> contained(one).stream())
            .max(Instant::compareTo)
            .filter(at -> all);
    return new Durations(
        report.exposedAt().map(at -> Duration.between(at, report.receivedAt())),
        firstReceipt.map(this::since),
        last.map(this::since),
        recovered.map(this::since));
  }

  private Optional<Instant> contained(Member one) {
    return Optional.ofNullable(firstContained.get(one.secret())).or(one::contained);
  }

  private Duration since(Instant at) {
    Duration passed = Duration.between(report.receivedAt(), at);
    return passed.isNegative() ? Duration.ZERO : passed;
  }
}
