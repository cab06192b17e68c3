package dev.rekey.activities.testing;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.consumer.Delivery;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.FailureCode;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.VersionId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells consumers by writing down what they have now; those that are down cannot be told. */
public final class ScriptedDelivery implements Delivery {
  private final Map<ConsumerId, VersionId> told = new ConcurrentHashMap<>();
  private final Set<ConsumerId> down = ConcurrentHashMap.newKeySet();
  private volatile Runnable meanwhile = () -> {};

  /** From now on it cannot be told. */
  public void goDown(ConsumerId consumer) {
    down.add(consumer);
  }

  /** It is back. */
  public void comeBack(ConsumerId consumer) {
    down.remove(consumer);
  }

  /** Something happens whenever a consumer is told. */
  public void meanwhile(Runnable what) {
    meanwhile = what;
  }

  /** What a consumer was told last. */
  public Optional<VersionId> toldTo(ConsumerId consumer) {
    return Optional.ofNullable(told.get(consumer));
  }

  @Override
  public boolean deliver(Consumer consumer, VersionId version, Login value) {
    check(consumer);
    if (consumer instanceof Consumer.Pull) {
      return false;
    }
    told.put(consumer.id(), version);
    meanwhile.run();
    return true;
  }

  @Override
  public void check(Consumer consumer) {
    if (down.contains(consumer.id())) {
      throw new StepFailedException(FailureCode.CONSUMER_UNREACHABLE, "it is down");
    }
  }
}
