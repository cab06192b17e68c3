package dev.rekey.activities.rotation;

import dev.rekey.activities.Pause;
import dev.rekey.activities.consumer.Consumers;
import dev.rekey.activities.consumer.Delivery;
import dev.rekey.activities.store.AccessLog;
import dev.rekey.activities.store.SecretStore;
import java.time.InstantSource;

/**
 * What the steps work with.
 *
 * @param store where versions are escrowed
 * @param access who read them
 * @param subjects how to reach a credential at its target
 * @param consumers who uses them
 * @param delivery how consumers are told
 * @param log the ledger's memory of rotations
 * @param lock one call at a time for each credential
 * @param clock the time written into facts, and for how long what was seen still holds
 * @param pause how a proof waits between its rounds
 */
public record Ports(
    SecretStore store,
    AccessLog access,
    Subjects subjects,
    Consumers consumers,
    Delivery delivery,
    RotationLog log,
    CredentialLock lock,
    InstantSource clock,
    Pause pause) {
  /** The same, with values kept for a moment after they were read. */
  Ports readingOnce() {
    return new Ports(
        new ReadLately(store, clock),
        access,
        subjects,
        consumers,
        delivery,
        log,
        lock,
        clock,
        pause);
  }
}
