package dev.rekey.model.incident;

/**
 * How an incident ended.
 *
 * @param id its name
 * @param state closed or dismissed
 * @param severity how bad it was in the end
 * @param durations what was measured
 */
public record IncidentRecord(
    IncidentId id, IncidentView.State state, Severity severity, IncidentView.Durations durations) {}
