package dev.rekey.console.door.http;

import dev.rekey.activities.consumer.Consumers;
import dev.rekey.console.api.ConsumerRegistered;
import dev.rekey.console.api.ConsumerRegistration;
import dev.rekey.console.api.ConsumerView;
import dev.rekey.console.api.PrincipalKind;
import dev.rekey.console.door.DoorServices;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.access.Principal;
import dev.rekey.console.door.access.Tokens;
import dev.rekey.console.door.consumption.SigningKeys;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Registering workloads, and looking at them. */
@RestController
final class ConsumerRoutes {
  private final DoorServices services;
  private final SigningKeys signingKeys;

  ConsumerRoutes(DoorServices services) {
    this.services = services;
    this.signingKeys = new SigningKeys(services.store());
  }

  @PostMapping(path = "/v1/consumers", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  ConsumerRegistered register(@RequestBody ConsumerRegistration registration, Caller caller) {
    Consumer consumer = registration.consumer();
    caller.about(consumer.secret());
    Names.check(consumer.id().value());
    known(consumer.secret());
    if (consumer.owner().isBlank()) {
      throw Refusal.badRequest("A consumer needs an owner: the person who answers for it");
    }
    Optional<String> token =
        switch (consumer) {
          case Consumer.Pull pull -> Optional.of(token(pull));
          case Consumer.Webhook webhook -> Optional.of(token(webhook));
          case Consumer.FilePush push -> Optional.empty();
        };
    Optional<String> signingKey = signingKeys.madeFor(consumer);
    if (!services.registry().register(consumer, caller.name(), services.clock().instant())) {
      throw taken(consumer.id());
    }
    return new ConsumerRegistered(consumer, token, signingKey);
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

  /** A new token for a new consumer; for one that is registered already, instead of its old one. */
  private String token(Consumer consumer) {
    Principal principal =
        new Principal(
            consumer.id().value(), PrincipalKind.CONSUMER, Optional.of(consumer.secret()));
    String token = Tokens.fresh();
    String hash = Tokens.hash(token);
    if (!services.principals().add(principal, hash)
        && !services.principals().replaceToken(principal, hash)) {
      throw taken(consumer.id());
    }
    return token;
  }

  private void known(SecretId secret) {
    if (services.inventory().find(secret).isEmpty()) {
      throw Refusal.unknown(secret);
    }
  }

  private static Refusal taken(ConsumerId id) {
    return Refusal.conflict(
        "NAME_TAKEN",
        "The name " + id + " stands for somebody else already; nothing was changed",
        "Choose another name.");
  }
}
