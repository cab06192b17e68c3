package dev.rekey.activities.rotation;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.consumer.Consumers;
import dev.rekey.activities.consumer.Delivery;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.model.FailureCode;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Tells consumers of a version, and says who does not hold it afterwards, and why. One who cannot
 * be told is a user of the other version, not a failure of the step: nobody else waits for it.
 */
public final class Telling {
  private final SecretStore store;
  private final Consumers consumers;
  private final Delivery delivery;
  private final InstantSource clock;

  Telling(Ports ports) {
    this(ports.store(), ports.consumers(), ports.delivery(), ports.clock());
  }

  /** Takes where values are, who uses them, how they are told, and the time. */
  public Telling(SecretStore store, Consumers consumers, Delivery delivery, InstantSource clock) {
    this.store = store;
    this.consumers = consumers;
    this.delivery = delivery;
    this.clock = clock;
  }

  /** Tells everyone who has not acknowledged this version. */
  public Told tell(SecretId secret, VersionId version) {
    Told before = look(secret, version);
    if (before.behind().isEmpty()) {
      return before;
    }
    Told told = new Told(before.registered(), new ArrayList<>(), new ArrayList<>());
    Login value = Escrow.value(store, secret, version, "tell consumers");
    answers(before.behind(), version, value)
        .forEach((behind, answer) -> hear(behind, answer, version, told));
    return told;
  }

  /** The same without telling anybody. */
  Told look(SecretId secret, VersionId version) {
    List<Consumer> all = consumers.of(secret);
    if (all.isEmpty()) {
      return Told.NOBODY;
    }
    Map<ConsumerId, VersionId> held = consumers.acknowledged(secret);
    List<Told.Behind> behind =
        all.stream()
            .filter(consumer -> !version.equals(held.get(consumer.id())))
            .map(consumer -> Told.Behind.of(consumer, Optional.ofNullable(held.get(consumer.id()))))
            .toList();
    return new Told(all, List.of(), behind);
  }

  /**
   * All at once, since one that is dead takes its whole patience, and a look at the gate must be
   * shorter than that of two. All have answered, or run out of their patience, when this returns.
   */
  private Map<Told.Behind, Future<Boolean>> answers(
      List<Told.Behind> behind, VersionId version, Login value) {
    Map<Told.Behind, Future<Boolean>> answers = new LinkedHashMap<>();
    try (ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Told.Behind one : behind) {
        answers.put(one, beside.submit(() -> delivery.deliver(one.consumer(), version, value)));
      }
    }
    return answers;
  }

  private void hear(Told.Behind behind, Future<Boolean> answer, VersionId version, Told told) {
    try {
      if (!answer.get()) {
        told.behind().add(behind);
      } else if (acknowledge(behind.consumer(), version)) {
        told.acknowledged().add(behind.consumer().id());
      }
    } catch (ExecutionException e) {
      told.behind().add(behind.because(obstacle(e.getCause())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      told.behind().add(behind.because("Rekey was interrupted"));
    }
  }

  private static String obstacle(@Nullable Throwable failure) {
    return switch (failure) {
      case StepFailedException refused -> refused.reason();
      case RuntimeException bug -> throw bug;
      case Error crash -> throw crash;
      case null, default ->
          throw new IllegalStateException("a delivery throws nothing that is checked");
    };
  }

  /** False if somebody removed the consumer meanwhile: then there is nobody to wait for. */
  private boolean acknowledge(Consumer consumer, VersionId version) {
    try {
      consumers.acknowledge(consumer.id(), consumer.secret(), version, clock.instant());
      return true;
    } catch (StepFailedException e) {
      if (e.code() == FailureCode.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }
}
