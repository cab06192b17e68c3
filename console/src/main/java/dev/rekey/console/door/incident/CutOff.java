package dev.rekey.console.door.incident;

import dev.rekey.activities.consumer.Consumers;
import dev.rekey.activities.consumer.Consumers.Acknowledged;
import dev.rekey.console.api.IncidentLine;
import dev.rekey.console.api.IncidentReport.Outage;
import dev.rekey.console.door.inventory.Inventory;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.OutageAcceptance;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.incident.TimelineEntry.Kind;
import dev.rekey.model.rotation.Fact;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whom a response cut off: a consumer is refused from its credential's containment on, until it
 * acknowledges what replaced it. Who moved on before, as in mode {@code overlap}, is cut off from
 * nothing. An acknowledgement of a still later version ends it too, which was over before.
 *
 * @param consumers who uses the credentials
 * @param inventory what is enrolled
 */
public record CutOff(Consumers consumers, Inventory inventory) {
  /** All of it, in the order of time. */
  List<Outage> by(IncidentView view) {
    return view.credentials().keySet().stream()
        .flatMap(secret -> contained(view, secret).stream().flatMap(at -> by(view, secret, at)))
        .sorted(Comparator.comparing(Outage::from).thenComparing(Outage::consumer))
        .toList();
  }

  /** Of the timeline, but from another record: the response does not hear of acknowledgements. */
  static Stream<IncidentLine> lines(Outage one) {
    String what = one.consumer() + ", by the refusal of " + one.credential();
    return Stream.concat(
        Stream.of(line(one.from(), "cut off: " + what + "; accepted by " + one.accepted())),
        one.until().map(at -> line(at, "back with what replaced it: " + what)).stream());
  }

  private static IncidentLine line(Instant at, String text) {
    return new IncidentLine(at, TimelineEntry.REKEY, "outage", text, List.of());
  }

  private Stream<Outage> by(IncidentView view, SecretId secret, Instant from) {
    Map<String, Acknowledged> last = consumers.lastAcknowledged(secret);
    return consumers.of(secret).stream()
        .map(Consumer::id)
        .map(id -> id.value())
        .filter(id -> !movedBefore(view, secret, Optional.ofNullable(last.get(id)), from))
        .map(
            id ->
                new Outage(
                    id,
                    secret.value(),
                    from,
                    Optional.ofNullable(last.get(id)).map(Acknowledged::at).filter(from::isBefore),
                    accepted(view, secret, from)));
  }

  private static boolean movedBefore(
      IncidentView view, SecretId secret, Optional<Acknowledged> last, Instant from) {
    return last.filter(it -> !it.at().isAfter(from))
        .filter(
            it ->
                steps(view, ResponseStep.RECOVER, secret)
                    .anyMatch(line -> line.text().contains(it.version().value())))
        .isPresent();
  }

  private static Optional<Instant> contained(IncidentView view, SecretId secret) {
    return steps(view, ResponseStep.CONTAIN, secret)
        .findFirst()
        .map(line -> line.facts().stream().map(Fact::at).min(Instant::compareTo).orElse(line.at()));
  }

  private static Stream<TimelineEntry> steps(
      IncidentView view, ResponseStep step, SecretId secret) {
    return view.timeline().stream()
        .filter(line -> line.kind() == Kind.STEP && line.secrets().contains(secret))
        .filter(line -> line.step().filter(step::equals).isPresent());
  }

  private String accepted(IncidentView view, SecretId secret, Instant from) {
    return Stream.concat(decided(view, from).stream(), beforehand(secret).stream())
        .findFirst()
        .orElseGet(() -> "nobody was asked: the runbook " + view.runbook().split("@", 2)[0]);
  }

  /** Who let it begin, if it waited for people. */
  private static Optional<String> decided(IncidentView view, Instant from) {
    return view.timeline().stream()
        .filter(line -> line.kind() == Kind.DECISION && !line.at().isAfter(from))
        .filter(line -> line.text().startsWith("approved guard") || line.text().startsWith("mode "))
        .reduce((earlier, later) -> later)
        .map(line -> line.by() + ": " + line.text());
  }

  /** Where the target holds one value, its owner accepted the outage at enrolment. */
  private Optional<String> beforehand(SecretId secret) {
    return inventory
        .find(secret)
        .map(one -> one.record().credential())
        .flatMap(CutOff::acceptance)
        .map(it -> it.by() + ", at enrolment: " + it.reason());
  }

  private static Optional<OutageAcceptance> acceptance(CredentialSpec spec) {
    if (spec instanceof PostgresUser user) {
      return switch (user.strategy()) {
        case PostgresStrategy.AlternatingUsers both -> Optional.empty();
        case PostgresStrategy.SingleUser one -> Optional.of(one.accepted());
        case PostgresStrategy.RdsMasterUser master -> Optional.of(master.accepted());
      };
    }
    return Optional.empty();
  }
}
