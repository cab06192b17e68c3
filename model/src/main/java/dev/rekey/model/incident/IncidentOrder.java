package dev.rekey.model.incident;

/**
 * One response, as it is started.
 *
 * @param id its name
 * @param report what began it
 * @param runbook the document that runs
 */
public record IncidentOrder(IncidentId id, CompromiseReport report, Runbook runbook) {}
