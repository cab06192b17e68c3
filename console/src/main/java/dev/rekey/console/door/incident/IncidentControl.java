package dev.rekey.console.door.incident;

import dev.rekey.console.api.IncidentDeclaration;
import dev.rekey.console.api.IncidentDeclared;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentReply.Opened;
import dev.rekey.model.incident.IncidentView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The incidents. Every method may throw {@link dev.rekey.console.door.Refusal}: 503 when Temporal
 * does not answer.
 */
public interface IncidentControl {
  /**
   * Starts a response, or joins the one that has one of these credentials.
   *
   * @param signal its idempotency key
   */
  IncidentDeclared declare(String signal, IncidentDeclaration declaration, String by, Instant at);

  /**
   * Accepts what a machine says: when this returns, an incident exists, and its response begins at
   * once, or as soon as Temporal answers.
   */
  Opened report(CompromiseReport report);

  /** All, the latest first; at most a thousand, without their timelines. */
  List<IncidentView> all();

  /** One with its timeline. */
  Optional<IncidentView> find(IncidentId id);

  /** The title of a document, by its name and digest, as an incident has it. */
  String runbookTitle(String runbook);

  /** A person acts. 409 with a sentence if it is not theirs to do. */
  void decide(IncidentId id, Decision decision);
}
