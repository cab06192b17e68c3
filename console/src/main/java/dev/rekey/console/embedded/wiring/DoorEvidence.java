package dev.rekey.console.embedded.wiring;

import dev.rekey.activities.evidence.EvidenceLog;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.console.api.PrincipalKind;
import dev.rekey.console.door.access.DoorCall;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.evidence.EvidenceEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** What people do at the door, as the evidence log keeps it: within the transaction of the deed. */
final class DoorEvidence {
  private static final String SOURCE = "rekey/door";
  private static final String CONSUMER = PrincipalKind.CONSUMER.name();
  private static final int REFUSED = 400;
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final Ledger ledger;
  private final EvidenceLog log;

  DoorEvidence(Ledger ledger) {
    this.ledger = ledger;
    this.log = new EvidenceLog(ledger);
  }

  /** Tells of a deed. */
  void tell(String id, String type, String subject, Instant at, Map<String, Object> data) {
    log.append(List.of(new EvidenceEntry(id, SOURCE, "dev.rekey." + type, subject, at, data)));
  }

  /** Does it, and tells of it if it was done: both or neither is committed. */
  boolean unlessRefused(
      BooleanSupplier deed,
      String id,
      String type,
      String subject,
      Instant at,
      Map<String, Object> data) {
    return ledger.together(
        () -> {
          boolean done = deed.getAsBoolean();
          if (done) {
            tell(id, type, subject, at, data);
          }
          return done;
        });
  }

  /**
   * How a change or a refusal ended. Of those whom the door does not know nothing is kept here, or
   * they could fill the log; what consumers do all the time is in what the rotation saw.
   */
  void ofCall(DoorCall call) {
    boolean person = !call.principal().isEmpty() && !call.kind().equals(CONSUMER);
    boolean told = call.status() >= REFUSED || !READING.contains(call.method());
    if (person && told && call.status() != DoorCall.TAKEN) {
      tell(
          "door/" + UUID.randomUUID(),
          call.status() >= REFUSED ? "door.refused" : "door.done",
          call.secret().map(SecretId::value).orElse(call.principal()),
          call.at(),
          Map.of(
              "by", call.principal(),
              "kind", call.kind(),
              "method", call.method(),
              "path", call.path(),
              "status", call.status(),
              "address", call.address()));
    }
  }
}
