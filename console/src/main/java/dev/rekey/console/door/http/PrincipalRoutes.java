package dev.rekey.console.door.http;

import dev.rekey.console.api.PrincipalCreated;
import dev.rekey.console.api.PrincipalKind;
import dev.rekey.console.api.PrincipalName;
import dev.rekey.console.api.PrincipalOrder;
import dev.rekey.console.api.PrincipalView;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.access.Acquaintance;
import dev.rekey.console.door.access.Introductions;
import dev.rekey.console.door.access.Principal;
import dev.rekey.console.door.access.Principals;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Giving people and services their tokens, and taking them away. */
@RestController
final class PrincipalRoutes {
  private final Principals principals;
  private final Introductions introductions;

  PrincipalRoutes(Principals principals, Introductions introductions) {
    this.principals = principals;
    this.introductions = introductions;
  }

  @PostMapping(path = "/v1/principals", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  PrincipalCreated create(@RequestBody PrincipalOrder order, Caller caller) {
    Names.check(order.name());
    if (order.kind() == PrincipalKind.CONSUMER) {
      throw Refusal.badRequest("A consumer gets its token when it is registered");
    }
    Principal principal = new Principal(order.name(), order.kind(), Optional.empty());
    String token = introductions.of(principal, caller.name());
    return created(principal, token);
  }

  @PostMapping(path = "/v1/principals/tokens", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  PrincipalCreated replaceToken(@RequestBody PrincipalName order, Caller caller) {
    Acquaintance known = known(order);
    String token = introductions.anew(known, caller.name());
    return created(known.principal(), token);
  }

  @PostMapping(path = "/v1/principals/confirmations", consumes = MediaType.APPLICATION_JSON_VALUE)
  PrincipalView confirm(@RequestBody PrincipalName order, Caller caller) {
    introductions.confirm(known(order), caller.name());
    return view(known(order));
  }

  @PostMapping(path = "/v1/principals/removals", consumes = MediaType.APPLICATION_JSON_VALUE)
  PrincipalView remove(@RequestBody PrincipalName order, Caller caller) {
    Acquaintance known = known(order);
    introductions.end(known, caller.name());
    return view(known);
  }

  @GetMapping("/v1/principals")
  List<PrincipalView> principals() {
    return principals.all().stream().map(PrincipalRoutes::view).toList();
  }

  private PrincipalCreated created(Principal principal, String token) {
    boolean counts =
        principals.find(principal.name()).flatMap(Acquaintance::countsSince).isPresent();
    return new PrincipalCreated(principal.name(), principal.kind(), token, counts);
  }

  private Acquaintance known(PrincipalName order) {
    Names.check(order.name());
    return principals
        .find(order.name())
        .orElseThrow(
            () ->
                new Refusal(
                    HttpStatus.NOT_FOUND,
                    "NOT_FOUND",
                    "Nobody at the door is called " + order.name() + "; nothing was changed",
                    "See 'rekey principal list'."));
  }

  private static PrincipalView view(Acquaintance known) {
    return new PrincipalView(
        known.principal().name(),
        known.principal().kind(),
        known.createdBy(),
        known.createdAt(),
        known.introducedBy(),
        known.introducedAt(),
        known.confirmedBy(),
        known.countsSince());
  }
}
