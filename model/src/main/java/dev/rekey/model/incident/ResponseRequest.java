package dev.rekey.model.incident;

import java.time.Instant;
import java.util.List;

/**
 * One call of a function for a response.
 *
 * @param call what to do
 * @param incident for which incident
 * @param credentials for which credentials, all of one kind
 * @param since from when on the identities' doings are suspect
 */
public record ResponseRequest(
    ResponseCall call, IncidentId incident, List<Affected> credentials, Instant since) {
  /** The property that tells such a request from others. */
  public static final String MARK = "call";

  /** Copies the list. */
  public ResponseRequest {
    credentials = List.copyOf(credentials);
  }
}
