package dev.rekey.console.door.consumption;

import dev.rekey.console.api.PrincipalKind;
import dev.rekey.console.door.access.Principal;
import dev.rekey.console.door.access.Principals;
import dev.rekey.console.door.access.Tokens;
import dev.rekey.model.consumer.Consumer;
import java.time.Instant;
import java.util.Optional;

/** The tokens of those consumers that call the door: each is a principal of the same name. */
public final class ConsumerTokens {
  private final Principals principals;

  /** Takes who may knock. */
  public ConsumerTokens(Principals principals) {
    this.principals = principals;
  }

  /**
   * A new token for a new consumer, or for one that comes back under its name; for one that is
   * registered already, instead of its old one. Nothing for those that never call.
   *
   * @throws dev.rekey.console.door.Refusal 409 if the name stands for somebody else
   */
  public Optional<String> give(Consumer consumer) {
    return principal(consumer).map(this::fresh);
  }

  /** From now on the door does not know its token. */
  public void take(Consumer consumer, String by, Instant at) {
    principal(consumer).ifPresent(caller -> principals.disable(caller, by, at));
  }

  /** Whether its name stands for somebody else at the door. */
  boolean taken(Consumer consumer) {
    return principal(consumer)
        .filter(
            caller ->
                principals
                    .find(caller.name())
                    .filter(known -> !known.principal().equals(caller))
                    .isPresent())
        .isPresent();
  }

  private String fresh(Principal caller) {
    String token = Tokens.fresh();
    String hash = Tokens.hash(token);
    boolean given =
        principals.add(caller, hash)
            || principals.replaceToken(caller, hash)
            || principals.readmit(caller, hash);
    if (!given) {
      throw RegistrationRules.taken(caller.name());
    }
    return token;
  }

  private static Optional<Principal> principal(Consumer consumer) {
    return switch (consumer) {
      case Consumer.Pull pull -> Optional.of(principal(pull.id().value(), pull));
      case Consumer.Webhook webhook -> Optional.of(principal(webhook.id().value(), webhook));
      case Consumer.FilePush push -> Optional.empty();
      case Consumer.AcmImport imported -> Optional.empty();
      case Consumer.KubernetesSecret cluster -> Optional.empty();
    };
  }

  private static Principal principal(String name, Consumer consumer) {
    return new Principal(name, PrincipalKind.CONSUMER, Optional.of(consumer.secret()));
  }
}
