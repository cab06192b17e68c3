package dev.rekey.workflows.response;

import dev.rekey.model.incident.IncidentReply.Opened;
import dev.rekey.model.incident.IncidentRequest;

/** Where it is written which signal belongs to which incident. Each may be asked twice. */
public interface IncidentBook {
  /** Accepts a report; when this returns, an incident exists. */
  Opened open(IncidentRequest.Open order);

  /** The response has the report of this signal. */
  void heard(String signal);
}
