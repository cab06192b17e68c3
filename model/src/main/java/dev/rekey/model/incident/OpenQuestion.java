package dev.rekey.model.incident;

import java.time.Instant;
import java.util.Optional;

/**
 * What waits for people.
 *
 * @param id its short name within the incident, such as {@code guard}
 * @param text what is asked, and what happens if nobody answers
 * @param askedBy who cannot answer it, since it is their wish; {@code rekey} if it is ours
 * @param askedAt when
 * @param until when it decides itself, if it does
 */
public record OpenQuestion(
    String id, String text, String askedBy, Instant askedAt, Optional<Instant> until) {}
