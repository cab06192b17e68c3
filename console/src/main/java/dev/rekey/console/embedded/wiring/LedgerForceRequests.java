package dev.rekey.console.embedded.wiring;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.console.api.ForceRequest;
import dev.rekey.console.door.rotation.ForceRequests;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The wishes to force, in the ledger. */
final class LedgerForceRequests implements ForceRequests {
  private final Ledger ledger;
  private final DoorEvidence evidence;

  LedgerForceRequests(Ledger ledger) {
    this.ledger = ledger;
    this.evidence = new DoorEvidence(ledger);
  }

  @Override
  public void add(ForceRequest request) {
    ledger.together(
        () -> {
          evidence.tell(
              "force/" + request.id() + "/requested",
              "force.requested",
              request.secret().value(),
              request.at(),
              Map.of(
                  "by", request.requestedBy(),
                  "reason", request.reason(),
                  "version", request.version().value()));
          return ledger.change(
              "INSERT INTO rekey.force_request (id, secret, version, requested_by, reason, at)"
                  + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
              request.id(),
              request.secret(),
              request.version(),
              request.requestedBy(),
              request.reason(),
              request.at());
        });
  }

  @Override
  public Optional<ForceRequest> find(String id) {
    return ledger.first(
        "SELECT id, secret, version, requested_by, reason, at FROM rekey.force_request"
            + " WHERE id = ?",
        row ->
            new ForceRequest(
                row.text("id"),
                new SecretId(row.text("secret")),
                new VersionId(row.text("version")),
                row.text("requested_by"),
                row.text("reason"),
                row.instant("at")),
        id);
  }

  @Override
  public Optional<Instant> began(VersionId version) {
    return ledger.first(
        "SELECT started_at FROM rekey.rotation WHERE version = ?",
        row -> row.instant("started_at"),
        version);
  }

  @Override
  public void approved(String id, String by, Instant at) {
    ledger.together(
        () -> {
          int decided =
              ledger.change(
                  "UPDATE rekey.force_request SET decision = 'approved', decided_by = ?,"
                      + " decided_at = ? WHERE id = ? AND decision IS NULL",
                  by,
                  at,
                  id);
          if (decided == 1) {
            find(id).ifPresent(request -> approved(request, by, at));
          }
          return decided;
        });
  }

  private void approved(ForceRequest request, String by, Instant at) {
    evidence.tell(
        "force/" + request.id() + "/approved",
        "force.approved",
        request.secret().value(),
        at,
        Map.of("by", by, "requestedBy", request.requestedBy(), "reason", request.reason()));
  }
}
