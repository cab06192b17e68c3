package dev.rekey.console.embedded.incident;

import dev.rekey.activities.incident.IncidentSignals;
import dev.rekey.model.incident.IncidentReply.Opened;
import dev.rekey.model.incident.IncidentRequest;
import dev.rekey.workflows.response.IncidentBook;

/** The signals in the ledger beside us. */
record LedgerIncidentBook(IncidentSignals signals) implements IncidentBook {
  @Override
  public Opened open(IncidentRequest.Open order) {
    return signals.open(order);
  }

  @Override
  public void heard(String signal) {
    signals.heard(signal);
  }
}
