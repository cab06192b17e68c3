package dev.rekey.console.api;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.ResponseMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Declares that credentials may be in other hands.
 *
 * @param secrets which ones; none if nobody knows whose it is
 * @param finding what was found, in a sentence without the value
 * @param exposedAt since when others may know it
 * @param mode what comes first; nothing: as the runbook has it
 */
public record IncidentDeclaration(
    List<SecretId> secrets,
    String finding,
    Optional<Instant> exposedAt,
    Optional<ResponseMode> mode) {}
