package dev.rekey.activities.consumer;

import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Who uses which secret, and which version each acknowledged last. */
public interface Consumers {
  /** The registered consumers of a secret, by name. */
  List<Consumer> of(SecretId secret);

  /** What each consumer of a secret acknowledged last. */
  Map<ConsumerId, VersionId> acknowledged(SecretId secret);

  /** The same with its time, by the consumer's name. */
  Map<String, Acknowledged> lastAcknowledged(SecretId secret);

  /** Writes an acknowledgement down; an older one of the same consumer is replaced. */
  void acknowledge(ConsumerId consumer, SecretId secret, VersionId version, Instant at);

  /** The removed consumers of a secret that had acknowledged something; the last removal counts. */
  List<Departure> departed(SecretId secret);

  /** Which version was acknowledged, and when. */
  record Acknowledged(VersionId version, Instant at) {}
}
