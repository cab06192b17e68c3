package dev.rekey.model.incident;

import java.time.Instant;
import java.util.Optional;

/**
 * What a person did, as the door vouches for it.
 *
 * @param by the person
 * @param act what
 * @param countsSince from when on the door counts them as one of two persons; nothing if it does
 *     not
 */
public record Decision(String by, Act act, Optional<Instant> countsSince) {}
