package dev.rekey.console.door.http;

import dev.rekey.activities.http.Address;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.console.api.IntakeKind;
import dev.rekey.console.api.IntakeOrder;
import dev.rekey.console.api.IntakeRemoved;
import dev.rekey.console.api.IntakeView;
import dev.rekey.console.door.DoorServices;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.intake.IntakeDesk;
import dev.rekey.console.door.intake.IntakeSource;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who may report leaks by signed messages. */
@RestController
final class IntakeSourceRoutes {
  private static final String NAME = "[a-z0-9][a-z0-9-]{0,62}";
  private static final int SHORTEST = 16;

  private final DoorServices services;
  private final IntakeDesk desk;

  IntakeSourceRoutes(DoorServices services, IntakeDesk desk) {
    this.services = services;
    this.desk = desk;
  }

  @GetMapping("/v1/intake")
  List<IntakeView> all() {
    return desk.views();
  }

  @PostMapping(path = "/v1/intake", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  IntakeView add(@RequestBody IntakeOrder order, Caller caller) {
    check(order);
    if (view(order.name()).isPresent()) {
      throw taken(order.name());
    }
    IntakeSource source =
        new IntakeSource(
            order.name(),
            order.kind(),
            order.keysUrl(),
            order.secret().map(secret -> kept(order.name(), secret)),
            caller.name(),
            services.clock().instant());
    if (!desk.add(source)) {
      throw taken(order.name());
    }
    return view(order.name()).orElseThrow(() -> unknown());
  }

  @DeleteMapping("/v1/intake/{source}")
  IntakeRemoved remove(@PathVariable String source) {
    if (!desk.remove(source)) {
      throw unknown();
    }
    return new IntakeRemoved(source);
  }

  private Optional<IntakeView> view(String name) {
    return desk.views().stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /** A name of its own each time: what was removed and let in again has a key of its own. */
  private IntakeSource.Key kept(String name, String secret) {
    UUID id = UUID.randomUUID();
    SecretId place = new SecretId("rekey/intake/" + name + "/" + id);
    VersionId version = new VersionId(id.toString());
    services.store().create(place, version, new Login(name, SecretValue.of(secret)));
    return new IntakeSource.Key(place, version);
  }

  private static void check(IntakeOrder order) {
    if (!order.name().matches(NAME)) {
      throw Refusal.badRequest("A source's name has 1 to 63 of a-z 0-9 -, and begins with none -");
    }
    if (order.kind() == IntakeKind.GITHUB) {
      checkGitHub(order);
    } else if (order.keysUrl().isPresent() || order.secret().isEmpty()) {
      throw Refusal.badRequest("Such a source signs with a secret, and has no public keys");
    } else if (order.secret().get().length() < SHORTEST) {
      throw Refusal.unprocessable(
          FailureCode.VALUE_REJECTED, "The secret has less than " + SHORTEST + " characters");
    }
  }

  private static void checkGitHub(IntakeOrder order) {
    if (order.secret().isPresent()) {
      throw Refusal.badRequest("GitHub signs with its own key; such a source has no secret");
    }
    order
        .keysUrl()
        .flatMap(url -> Address.fault(uri(url)))
        .ifPresent(
            fault -> {
              throw Refusal.badRequest("The public keys' " + fault);
            });
  }

  private static URI uri(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("keysUrl is no address");
    }
  }

  private static Refusal taken(String name) {
    return Refusal.conflict(
        "EXISTS",
        "A source is called " + name + " already; nothing was changed",
        "Remove it first, or take another name.");
  }

  private static Refusal unknown() {
    return new Refusal(
        HttpStatus.NOT_FOUND,
        FailureCode.NOT_FOUND.name(),
        "No source of this name is let in; nothing was changed",
        "'rekey intake list' shows them.");
  }
}
