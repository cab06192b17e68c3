package dev.rekey.model.incident;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.inventory.DueCredential;

/**
 * A credential that may be in other hands.
 *
 * @param recovery the rotation that replaces it
 * @param consumers how many workloads are registered for it
 */
public record AtRisk(DueCredential recovery, int consumers) {
  /** What and where. */
  @JsonIgnore
  public CredentialSpec credential() {
    return recovery.request().credential();
  }

  /** Its name. */
  @JsonIgnore
  public SecretId secret() {
    return credential().secret();
  }

  /** How many workloads of the most sensitive tier its loss would stop. */
  @JsonIgnore
  public int criticalConsumers() {
    return recovery.tier() == Tier.CRITICAL ? consumers : 0;
  }
}
