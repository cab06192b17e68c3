package dev.rekey.workflows.sweep;

import dev.rekey.model.credential.SecretId;
import java.util.Optional;

/**
 * What one part of a sweep did.
 *
 * @param started rotations it started
 * @param joined those that were running already
 * @param failed those that could not be started
 * @param next behind which credential the next part begins; empty if this was the last
 */
public record SweepPart(int started, int joined, int failed, Optional<SecretId> next) {}
