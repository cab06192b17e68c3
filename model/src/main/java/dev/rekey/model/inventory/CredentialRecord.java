package dev.rekey.model.inventory;

import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.policy.RotationPolicy;
import java.time.Instant;

/**
 * A credential as it is enrolled.
 *
 * @param credential what and where
 * @param owner the human who answers for it
 * @param tier how sensitive
 * @param policy when it is rotated
 */
public record CredentialRecord(
    CredentialSpec credential, String owner, Tier tier, RotationPolicy policy) {
  /**
   * Checks that somebody owns it.
   *
   * @throws IllegalArgumentException if the owner is blank
   */
  public CredentialRecord {
    if (owner.isBlank()) {
      throw new IllegalArgumentException(
          "A credential needs an owner: the person who answers for it");
    }
  }

  /** The same with what somebody has to answer for in this person's name, at this time. */
  public CredentialRecord attributed(String by, Instant at) {
    return new CredentialRecord(credential.attributed(by, at), owner, tier, policy);
  }
}
