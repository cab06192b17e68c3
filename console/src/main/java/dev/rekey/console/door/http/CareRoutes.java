package dev.rekey.console.door.http;

import dev.rekey.console.api.CredentialView;
import dev.rekey.console.api.PolicyOrder;
import dev.rekey.console.api.Removal;
import dev.rekey.console.api.RemovalOrder;
import dev.rekey.console.door.DoorServices;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.inventory.Enrolled;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Changing how a credential is cared for, and giving it up. */
@RestController
final class CareRoutes {
  private final DoorServices services;
  private final CredentialViews views;

  CareRoutes(DoorServices services, CredentialViews views) {
    this.services = services;
    this.views = views;
  }

  @PostMapping(path = "/v1/credentials/policies", consumes = MediaType.APPLICATION_JSON_VALUE)
  CredentialView change(@RequestBody PolicyOrder order, Caller caller) {
    caller.about(order.secret());
    enrolled(order.secret());
    try {
      services.inventory().changePolicy(order.secret(), order.policy());
    } catch (IllegalArgumentException e) {
      throw Refusal.unprocessable(FailureCode.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
    return views.of(enrolled(order.secret()));
  }

  @PostMapping(path = "/v1/credentials/removals", consumes = MediaType.APPLICATION_JSON_VALUE)
  Removal remove(@RequestBody RemovalOrder order, Caller caller) {
    SecretId secret = order.secret();
    caller.about(secret);
    if (order.reason().isBlank()) {
      throw Refusal.badRequest("Giving a credential up names why");
    }
    Enrolled known = enrolled(secret);
    if (services.rotations().progress(secret).isPresent()) {
      throw Refusal.conflict(
          "ROTATING",
          "A rotation of " + secret + " runs; nothing was changed",
          "Wait for its end, or withdraw it.");
    }
    if (!order.dryRun()) {
      services
          .inventory()
          .remove(secret, order.reason(), caller.name(), services.clock().instant());
    }
    List<String> users = known.record().credential().identities();
    return new Removal(secret, !order.dryRun(), users, stays(secret, users));
  }

  private List<String> stays(SecretId secret, List<String> users) {
    List<String> stays = new ArrayList<>();
    stays.add("the target: " + String.join(" and ", users) + " log in as before");
    stays.add("the values in the secret store, and what is written down about " + secret);
    services
        .consumers()
        .of(secret)
        .forEach(one -> stays.add("consumer " + one.id() + ", which may still pull the value"));
    return stays;
  }

  private Enrolled enrolled(SecretId secret) {
    return services.inventory().find(secret).orElseThrow(() -> Refusal.unknown(secret));
  }
}
