package dev.rekey.activities.consumer;

import dev.rekey.activities.secret.Login;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.credential.VersionId;

/** Tells one consumer of a version. */
public interface Delivery {
  /**
   * Tells the consumer, and waits for its acknowledgement where its kind gives one at once. A
   * pulling consumer is not told: it asks. Twice equals once.
   *
   * @return whether the consumer acknowledged that it now uses this version
   * @throws dev.rekey.activities.StepFailedException CONSUMER_UNREACHABLE if it could not be told
   */
  boolean deliver(Consumer consumer, VersionId version, Login value);

  /**
   * Passes for a consumer that could be told as far as can be seen without telling it: the operator
   * allows it, and its address or file makes sense. Changes nothing.
   *
   * @throws dev.rekey.activities.StepFailedException CONSUMER_UNREACHABLE with the sentence that
   *     {@link #deliver} would give
   */
  void check(Consumer consumer);
}
