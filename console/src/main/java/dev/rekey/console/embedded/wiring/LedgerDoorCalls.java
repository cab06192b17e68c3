package dev.rekey.console.embedded.wiring;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.console.door.access.DoorCall;
import dev.rekey.console.door.access.DoorCalls;

/** Every call of the door, in the ledger. */
final class LedgerDoorCalls implements DoorCalls {
  private final Ledger ledger;
  private final DoorEvidence evidence;

  LedgerDoorCalls(Ledger ledger) {
    this.ledger = ledger;
    this.evidence = new DoorEvidence(ledger);
  }

  @Override
  public void record(DoorCall call) {
    ledger.together(
        () -> {
          write(call);
          evidence.ofCall(call);
          return true;
        });
  }

  private void write(DoorCall call) {
    ledger.change(
        "INSERT INTO rekey.door_call (at, principal, kind, method, path, secret, status, address)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        call.at(),
        call.principal(),
        call.kind(),
        call.method(),
        call.path(),
        call.secret(),
        call.status(),
        call.address());
  }
}
