package dev.rekey.model.incident;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.inventory.DueCredential;
import java.util.List;
import java.util.Optional;

/**
 * A credential that may be in other hands.
 *
 * @param recovery the rotation that replaces it
 * @param consumers how many workloads are registered for it
 * @param values which of its values, by version or by the public id of a login; any of them if none
 *     is named
 * @param orphan that its owner is gone, if so: the default owner has it
 */
public record AtRisk(
    DueCredential recovery, int consumers, List<String> values, Optional<Orphan> orphan) {
  /** Copies the list; reports of before values were named have none. */
  public AtRisk {
    values = values == null ? List.of() : List.copyOf(values);
    orphan = orphan == null ? Optional.empty() : orphan;
  }

  /** One that somebody owns. */
  public AtRisk(DueCredential recovery, int consumers, List<String> values) {
    this(recovery, consumers, values, Optional.empty());
  }

  /** One of which any value may be meant. */
  public AtRisk(DueCredential recovery, int consumers) {
    this(recovery, consumers, List.of());
  }

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
