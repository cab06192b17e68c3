package dev.rekey.console.embedded;

import dev.rekey.console.api.RotationHistory;
import dev.rekey.console.door.EnrolledCredentials;
import dev.rekey.console.embedded.wiring.Foundation;
import dev.rekey.console.embedded.wiring.Histories;
import dev.rekey.model.credential.SecretId;
import java.util.List;
import java.util.Optional;

/** An inventory in memory, with the ledger's own history. */
final class PlainInventory extends EnrolledCredentials {
  private final dev.rekey.activities.ledger.RotationHistory past;

  PlainInventory(Foundation foundation) {
    past = new dev.rekey.activities.ledger.RotationHistory(foundation.ledger());
  }

  @Override
  public List<RotationHistory> history(Optional<SecretId> secret, int limit) {
    return past.latest(secret, limit).stream().map(Histories::of).toList();
  }
}
