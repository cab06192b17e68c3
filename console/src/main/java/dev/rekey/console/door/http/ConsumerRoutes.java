package dev.rekey.console.door.http;

import dev.rekey.activities.consumer.Consumers;
import dev.rekey.activities.rotation.Telling;
import dev.rekey.console.api.ConsumerRegistered;
import dev.rekey.console.api.ConsumerRegistration;
import dev.rekey.console.api.ConsumerRemoved;
import dev.rekey.console.api.ConsumerView;
import dev.rekey.console.door.DoorServices;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.consumption.ConsumerTokens;
import dev.rekey.console.door.consumption.RegistrationRules;
import dev.rekey.console.door.consumption.SigningKeys;
import dev.rekey.console.door.inventory.Enrolled;
import dev.rekey.model.FailureCode;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rollover.TrustBundle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Registering workloads, looking at them, and removing them. */
@RestController
final class ConsumerRoutes {
  private final DoorServices services;
  private final SigningKeys signingKeys;
  private final ConsumerTokens tokens;
  private final RegistrationRules rules;

  ConsumerRoutes(DoorServices services) {
    this.services = services;
    this.signingKeys = new SigningKeys(services.store());
    this.tokens = new ConsumerTokens(services.principals());
    this.rules = new RegistrationRules(services, tokens);
  }

  @PostMapping(path = "/v1/consumers", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<ConsumerRegistered> register(
      @RequestBody ConsumerRegistration registration,
      @RequestParam(defaultValue = "false") boolean dryRun,
      Caller caller) {
    Consumer consumer = registration.consumer();
    caller.about(consumer.secret());
    Names.check(consumer.id().value());
    known(consumer.secret());
    rules.check(consumer);
    if (dryRun) {
      return ResponseEntity.ok(
          new ConsumerRegistered(consumer, Optional.empty(), Optional.empty()));
    }
    if (!services.registry().register(consumer, caller.name(), services.clock().instant())) {
      throw RegistrationRules.taken(consumer.id());
    }
    Optional<String> token = tokens.give(consumer);
    Optional<String> signingKey = signingKeys.madeFor(consumer);
    joins(consumer.secret());
    return ResponseEntity.status(HttpStatus.CREATED)
        .body(new ConsumerRegistered(consumer, token, signingKey));
  }

  /** It joins a rotation that runs; who believes an authority gets what counts in its phase. */
  private void joins(SecretId secret) {
    TrustBundle.authorityOf(secret)
        .ifPresent(
            authority ->
                new Telling(
                        services.store(),
                        services.consumers(),
                        services.delivery(),
                        services.clock())
                    .tell(secret, services.authorities().roots(authority)));
    services.lookAgain(secret);
  }

  @GetMapping("/v1/consumers")
  List<ConsumerView> consumers(@RequestParam SecretId secret, Caller caller) {
    caller.about(secret);
    known(secret);
    Consumers consumers = services.consumers();
    Map<ConsumerId, VersionId> acknowledged = consumers.acknowledged(secret);
    return consumers.of(secret).stream()
        .map(one -> new ConsumerView(one, Optional.ofNullable(acknowledged.get(one.id()))))
        .toList();
  }

  /** The token first: what was begun and not ended leaves nobody who can read and is not known. */
  @DeleteMapping("/v1/consumers")
  ConsumerRemoved remove(
      @RequestParam ConsumerId name,
      @RequestParam String reason,
      @RequestParam(defaultValue = "false") boolean dryRun,
      Caller caller) {
    if (reason.isBlank()) {
      throw Refusal.badRequest("Removing a consumer names why");
    }
    Consumer consumer = services.registry().find(name).orElseThrow(() -> unknown(name));
    caller.about(consumer.secret());
    ConsumerRemoved removed = removal(consumer, dryRun);
    if (!dryRun) {
      tokens.take(consumer, caller.name(), services.clock().instant());
      services.registry().remove(name, caller.name(), reason, services.clock().instant());
      services.lookAgain(consumer.secret());
    }
    return removed;
  }

  /** In either direction a rotation waits until everybody holds what is current. */
  private ConsumerRemoved removal(Consumer consumer, boolean dryRun) {
    SecretId secret = consumer.secret();
    Optional<VersionId> held =
        Optional.ofNullable(services.consumers().acknowledged(secret).get(consumer.id()));
    Optional<VersionId> current =
        Optional.ofNullable(services.versions().of(Set.of(secret)).get(secret));
    boolean rotating = services.inventory().find(secret).flatMap(Enrolled::rotating).isPresent();
    return new ConsumerRemoved(consumer, held, rotating && !held.equals(current), dryRun);
  }

  private void known(SecretId secret) {
    Optional<String> authority = TrustBundle.authorityOf(secret);
    if (authority.isPresent()) {
      services.authorities().roots(authority.get());
    } else if (services.inventory().find(secret).isEmpty()) {
      throw Refusal.unknown(secret);
    }
  }

  private static Refusal unknown(ConsumerId name) {
    return new Refusal(
        HttpStatus.NOT_FOUND,
        FailureCode.NOT_FOUND.name(),
        "No consumer is registered as " + name + "; nothing was changed",
        "Check the name; 'rekey consumer list' shows who is registered.");
  }
}
