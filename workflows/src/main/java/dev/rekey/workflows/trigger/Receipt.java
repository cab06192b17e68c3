package dev.rekey.workflows.trigger;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.inventory.DueCredential;
import java.util.List;

/**
 * What the inventory says of a trigger.
 *
 * @param repeated whether another run has dealt with it
 * @param open whether people must look
 * @param known the credentials that it speaks of
 * @param start the rotations to start for it
 */
public record Receipt(
    boolean repeated, boolean open, List<SecretId> known, List<DueCredential> start) {
  /** Copies the lists. */
  public Receipt {
    known = List.copyOf(known);
    start = List.copyOf(start);
  }
}
