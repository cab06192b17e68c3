package dev.rekey.console.api;

import dev.rekey.model.credential.SecretId;
import java.util.List;

/**
 * What a rotation would do: the answer to a dry run.
 *
 * @param secret of which credential
 * @param possible whether it would come to its end, as far as can be told without changing anything
 * @param steps what would happen, in order, one sentence each
 * @param mustAcknowledge the consumers that would have to acknowledge the new version
 * @param usersNow who uses the credential now, one sentence each
 * @param obstacles why it would stop, one sentence each
 */
public record RotationPlan(
    SecretId secret,
    boolean possible,
    List<String> steps,
    List<String> mustAcknowledge,
    List<String> usersNow,
    List<String> obstacles) {
  /** Copies the lists. */
  public RotationPlan {
    steps = List.copyOf(steps);
    mustAcknowledge = List.copyOf(mustAcknowledge);
    usersNow = List.copyOf(usersNow);
    obstacles = List.copyOf(obstacles);
  }
}
