package dev.rekey.console.door.http;

import dev.rekey.console.api.CredentialState;
import dev.rekey.console.api.CredentialView;
import dev.rekey.console.door.DoorServices;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.inventory.Enrolled;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.rotation.RotationProgress;
import dev.rekey.model.rotation.RotationState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts together what the ledger, the store and Temporal know of a credential. */
final class CredentialViews {
  private static final int BRIEF = 12;

  private final DoorServices services;

  CredentialViews(DoorServices services) {
    this.services = services;
  }

  /** One credential. */
  CredentialView of(Enrolled enrolled) {
    SecretId secret = enrolled.record().credential().secret();
    CredentialView view = view(enrolled, services.versions().of(Set.of(secret)), states());
    return new CredentialView(
        view.record(),
        view.state(),
        view.lastRotated(),
        view.nextDue(),
        view.hardDeadline(),
        view.currentVersion(),
        view.fingerprint(),
        view.consumers(),
        view.rotating(),
        progress(secret),
        services.inventory().history(Optional.of(secret), 1).stream().findFirst());
  }

  private Optional<RotationProgress> progress(SecretId secret) {
    try {
      return services.rotations().progress(secret);
    } catch (Refusal e) {
      return Optional.empty(); // as for the states
    }
  }

  /** All of them: one question to each, however many there are. */
  List<CredentialView> all() {
    List<Enrolled> all = services.inventory().all();
    Set<SecretId> secrets =
        all.stream().map(e -> e.record().credential().secret()).collect(Collectors.toSet());
    Map<SecretId, VersionId> current = services.versions().of(secrets);
    Map<SecretId, RotationState> states = states();
    return all.stream().map(enrolled -> view(enrolled, current, states)).toList();
  }

  /** A credential as it would be, had it been enrolled now. */
  CredentialView planned(CredentialRecord record) {
    Instant now = services.clock().instant();
    Instant deadline = now.plus(record.policy().maxAge());
    Optional<String> none = Optional.empty();
    return new CredentialView(
        record,
        CredentialState.CURRENT,
        now,
        services.inventory().nextDue(record, now),
        deadline,
        Optional.empty(),
        none,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** How a credential fares. */
  static CredentialState state(Enrolled enrolled, Optional<RotationState> rotating, Instant now) {
    if (rotating.isPresent()) {
      return switch (rotating.get()) {
        case STUCK -> CredentialState.STUCK;
        case BLOCKED -> CredentialState.BLOCKED;
        case RUNNING, DRAINING -> CredentialState.ROTATING;
      };
    }
    if (now.isAfter(enrolled.hardDeadline())) {
      return CredentialState.BREACHED;
    }
    return now.isAfter(enrolled.nextDue()) ? CredentialState.OVERDUE : CredentialState.CURRENT;
  }

  /** Without Temporal the ledger alone is believed: a list must not fail when it is needed most. */
  private Map<SecretId, RotationState> states() {
    try {
      return services.rotations().states();
    } catch (Refusal e) {
      return Map.of();
    }
  }

  private CredentialView view(
      Enrolled enrolled, Map<SecretId, VersionId> current, Map<SecretId, RotationState> states) {
    SecretId secret = enrolled.record().credential().secret();
    Optional<RotationState> rotating =
        Optional.ofNullable(states.get(secret))
            .or(() -> enrolled.rotating().map(version -> RotationState.RUNNING));
    return new CredentialView(
        enrolled.record(),
        state(enrolled, rotating, services.clock().instant()),
        enrolled.lastRotated(),
        enrolled.nextDue(),
        enrolled.hardDeadline(),
        Optional.ofNullable(current.get(secret)),
        enrolled.fingerprint().map(f -> f.substring(0, Math.min(BRIEF, f.length()))),
        services.consumers().of(secret).stream().map(Consumer::id).toList(),
        enrolled.rotating(),
        Optional.empty(),
        Optional.empty());
  }
}
