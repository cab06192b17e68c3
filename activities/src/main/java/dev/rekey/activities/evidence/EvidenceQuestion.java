package dev.rekey.activities.evidence;

import dev.rekey.model.credential.SecretId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which entries are wanted: those that meet all that is given.
 *
 * @param id the one of this name
 * @param subject about this incident or principal
 * @param secret about this credential, or an incident that held it
 * @param from which happened then or later
 * @param to which happened before
 * @param since the size of a checkpoint that somebody has, to be led on from
 * @param hidden subjects that whoever asks must not see
 */
public record EvidenceQuestion(
    Optional<String> id,
    Optional<String> subject,
    Optional<SecretId> secret,
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<Long> since,
    List<String> hidden) {
  /** Copies the list. */
  public EvidenceQuestion {
    hidden = List.copyOf(hidden);
  }
}
