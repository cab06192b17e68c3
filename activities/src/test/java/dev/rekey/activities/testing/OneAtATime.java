package dev.rekey.activities.testing;

import dev.rekey.activities.consumer.Delivery;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.credential.VersionId;

/** Consumers are told side by side; under a schedule of faults the events must keep an order. */
record OneAtATime(Delivery told) implements Delivery {
  @Override
  public boolean deliver(Consumer consumer, VersionId version, Login value) {
    synchronized (told) {
      return told.deliver(consumer, version, value);
    }
  }

  @Override
  public void check(Consumer consumer) {
    synchronized (told) {
      told.check(consumer);
    }
  }
}
