package dev.rekey.console.api;

import java.util.List;
import java.util.Optional;

/**
 * An incident as it stands.
 *
 * @param id its name
 * @param state where it stands
 * @param severity how bad
 * @param mode what came first
 * @param runbook the document that runs, with its digest
 * @param credentials each with the last step that is done for it
 * @param questions what waits for people
 * @param clocks what laws may ask for, and until when
 * @param containedSeconds from the signal to the last refusal
 * @param recoveredSeconds from the signal to the last replacement
 * @param cause why it happened, once it is on record
 * @param notices who was told what, and who was not; empty in a list
 * @param timeline what happened; empty in a list
 */
public record IncidentStanding(
    String id,
    String state,
    String severity,
    String mode,
    String runbook,
    List<String> credentials,
    List<String> questions,
    List<String> clocks,
    Optional<Double> containedSeconds,
    Optional<Double> recoveredSeconds,
    Optional<String> cause,
    List<NoticeTold> notices,
    List<IncidentLine> timeline) {}
