package dev.rekey.activities.inventory;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.trigger.Trigger;
import java.time.Instant;
import java.util.List;

/**
 * A signal that people must look at.
 *
 * @param trigger what came
 * @param secrets the credentials that it speaks of; none if nobody knows them
 * @param receivedAt when
 */
public record OpenSignal(Trigger trigger, List<SecretId> secrets, Instant receivedAt) {}
