package dev.rekey.console.door.consumption;

import dev.rekey.activities.StepFailedException;
import dev.rekey.console.door.DoorServices;
import dev.rekey.console.door.Refusal;
import dev.rekey.model.FailureCode;
import dev.rekey.model.consumer.Consumer;

/** What must hold before a consumer is registered. Checking changes nothing. */
public final class RegistrationRules {
  private final DoorServices services;
  private final ConsumerTokens tokens;

  /** Takes whoever has to be asked. */
  public RegistrationRules(DoorServices services, ConsumerTokens tokens) {
    this.services = services;
    this.tokens = tokens;
  }

  /**
   * Passes for a consumer that may be registered.
   *
   * @throws Refusal with the reason; if it could not be told, with the sentence that a rotation
   *     would give
   */
  public void check(Consumer consumer) {
    if (consumer.owner().isBlank()) {
      throw Refusal.badRequest("A consumer needs an owner: the person who answers for it");
    }
    boolean other =
        services
            .registry()
            .find(consumer.id())
            .filter(known -> !known.equals(consumer))
            .isPresent();
    if (other || tokens.taken(consumer)) {
      throw taken(consumer.id());
    }
    signingKey(consumer);
    try {
      services.delivery().check(consumer);
    } catch (StepFailedException e) {
      throw Refusal.unprocessable(
          FailureCode.BAD_REQUEST,
          consumer.id() + " could not be told: " + e.reason() + "; nothing was changed");
    }
  }

  /** Whoever checks a signature must have the key, and nobody but its users has a login. */
  private void signingKey(Consumer consumer) {
    SigningKeys.nameFor(consumer)
        .filter(
            key ->
                services.inventory().find(key).isPresent() || services.inventory().isRotator(key))
        .ifPresent(
            key -> {
              throw Refusal.badRequest(
                  key + " is a login, and nothing to sign or open with; nothing was changed");
            });
  }

  /** The name stands for somebody else. */
  public static Refusal taken(Object name) {
    return Refusal.conflict(
        "NAME_TAKEN",
        "The name " + name + " stands for somebody else already; nothing was changed",
        "Choose another name, or remove the consumer that has it.");
  }
}
