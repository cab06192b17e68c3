package dev.rekey.console.door.http;

import dev.rekey.console.api.RolloverWish;
import dev.rekey.console.api.RolloverWord;
import dev.rekey.console.api.TrusterOrder;
import dev.rekey.console.door.DoorServices;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.access.Acquaintance;
import dev.rekey.console.door.rollover.RolloverControl;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.TlsEndpoint;
import dev.rekey.model.rollover.Approval;
import dev.rekey.model.rollover.RolloverOrder;
import dev.rekey.model.rollover.RolloverReason;
import dev.rekey.model.rollover.RolloverView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Rolling authorities over, and who is known to believe them. */
@RestController
final class RolloverRoutes {
  private final DoorServices services;
  private final RolloverControl rollovers;

  RolloverRoutes(DoorServices services) {
    this.services = services;
    this.rollovers = services.rollovers();
  }

  /** Both authorities must be known; neither is changed yet. */
  @PostMapping(path = "/v1/authorities/rollovers", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  RolloverOrder start(@RequestBody RolloverWish wish, Caller caller) {
    RolloverOrder order = order(wish, caller);
    caller.about(TlsCertificate.authoritySecret(order.authority()));
    services.authorities().prepare(order);
    order.parent().ifPresent(services.authorities()::show);
    rollovers.start(order);
    return order;
  }

  private RolloverOrder order(RolloverWish wish, Caller caller) {
    try {
      return new RolloverOrder(
          UUID.randomUUID().toString(),
          wish.authority(),
          wish.successor(),
          wish.compromised() ? RolloverReason.COMPROMISED : RolloverReason.PLANNED,
          wish.why(),
          caller.name(),
          countsSince(caller),
          wish.parent(),
          wish.first());
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private Optional<Instant> countsSince(Caller caller) {
    return services.principals().find(caller.name()).flatMap(Acquaintance::countsSince);
  }

  @GetMapping("/v1/authorities/rollovers")
  RolloverView status(@RequestParam String authority) {
    return rollovers
        .of(authority)
        .orElseThrow(
            () ->
                new Refusal(
                    HttpStatus.NOT_FOUND,
                    FailureCode.NOT_FOUND.name(),
                    "No authority of this name was ever rolled over",
                    "Start it with 'rekey authority rollover start'."));
  }

  @PostMapping(
      path = "/v1/authorities/rollovers/approvals",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  RolloverView approve(@RequestBody RolloverWord word, Caller caller) {
    status(word.authority());
    caller.about(TlsCertificate.authoritySecret(word.authority()));
    rollovers.approve(
        word.authority(),
        new Approval(
            word.question()
                .orElseThrow(() -> Refusal.badRequest("An approval names what it agrees to")),
            caller.name(),
            countsSince(caller),
            word.reason()));
    return status(word.authority());
  }

  @PostMapping(
      path = "/v1/authorities/rollovers/withdrawals",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  RolloverView withdraw(@RequestBody RolloverWord word, Caller caller) {
    status(word.authority());
    caller.about(TlsCertificate.authoritySecret(word.authority()));
    if (word.reason().isBlank()) {
      throw Refusal.badRequest("A withdrawal names why");
    }
    rollovers.withdraw(word.authority(), caller.name(), word.reason());
    return status(word.authority());
  }

  @GetMapping("/v1/authorities/trusters")
  List<TrusterOrder> trusters(@RequestParam String authority) {
    return rollovers.trusters(authority).stream()
        .map(endpoint -> new TrusterOrder(authority, endpoint.name()))
        .toList();
  }

  @PostMapping(path = "/v1/authorities/trusters", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  TrusterOrder addTruster(@RequestBody TrusterOrder order, Caller caller) {
    TlsEndpoint endpoint = endpoint(order.endpoint());
    caller.about(
        TlsCertificate.authoritySecret(services.authorities().show(order.authority()).name()));
    rollovers.addTruster(order.authority(), endpoint, caller.name(), services.clock().instant());
    rollovers.lookAgain(order.authority()); // it joins a rollover that runs
    return new TrusterOrder(order.authority(), endpoint.name());
  }

  @DeleteMapping("/v1/authorities/trusters")
  TrusterOrder removeTruster(
      @RequestParam String authority, @RequestParam String endpoint, Caller caller) {
    TlsEndpoint known = endpoint(endpoint);
    if (!rollovers.removeTruster(authority, known)) {
      throw new Refusal(
          HttpStatus.NOT_FOUND,
          FailureCode.NOT_FOUND.name(),
          known.name() + " is not known to believe " + authority + "; nothing was changed",
          "'rekey authority truster list' shows who is.");
    }
    caller.about(TlsCertificate.authoritySecret(authority));
    rollovers.lookAgain(authority);
    return new TrusterOrder(authority, known.name());
  }

  private static TlsEndpoint endpoint(String text) {
    try {
      return TlsEndpoint.of(text);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest(String.valueOf(e.getMessage()));
    }
  }
}
