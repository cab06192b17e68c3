package dev.rekey.model.inventory;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.trigger.Trigger;
import java.time.Instant;
import java.util.Optional;

/** What the inventory function can be asked. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "ask")
@JsonSubTypes({
  @JsonSubTypes.Type(value = InventoryRequest.Due.class, name = "due"),
  @JsonSubTypes.Type(value = InventoryRequest.RecordBreaches.class, name = "record-breaches"),
  @JsonSubTypes.Type(value = InventoryRequest.Receive.class, name = "receive"),
  @JsonSubTypes.Type(value = InventoryRequest.Unadvised.class, name = "unadvised"),
  @JsonSubTypes.Type(value = InventoryRequest.Untold.class, name = "untold")
})
public sealed interface InventoryRequest {
  /**
   * Which credentials are to be rotated, the riskiest first (tier, then deadline, then name)?
   *
   * @param now the workflow's time
   * @param limit at most how many
   * @param after the last one of the page before, to go on behind it
   */
  record Due(Instant now, int limit, Optional<SecretId> after) implements InventoryRequest {}

  /** Writes down which credentials are past their maximum age now; each breach once. */
  record RecordBreaches(Instant now) implements InventoryRequest {}

  /**
   * Whom does this concern, and has it come before? What people must know of is written down.
   *
   * @param trigger what came
   * @param run the workflow run that asks; the first to ask has it for ever, and may ask again
   */
  record Receive(Trigger trigger, String run) implements InventoryRequest {}

  /** Of which certificates is the authority to be asked again when it wants them replaced? */
  record Unadvised(Instant now, int limit) implements InventoryRequest {}

  /** What are people to be told of certificates that end, and were not told yet? */
  record Untold(Instant now) implements InventoryRequest {}
}
