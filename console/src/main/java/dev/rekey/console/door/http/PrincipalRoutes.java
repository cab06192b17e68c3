package dev.rekey.console.door.http;

import dev.rekey.console.api.PrincipalCreated;
import dev.rekey.console.api.PrincipalKind;
import dev.rekey.console.api.PrincipalOrder;
import dev.rekey.console.api.PrincipalView;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.access.Principal;
import dev.rekey.console.door.access.Principals;
import dev.rekey.console.door.access.Tokens;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Giving people and services their tokens. */
@RestController
final class PrincipalRoutes {
  private final Principals principals;

  PrincipalRoutes(Principals principals) {
    this.principals = principals;
  }

  @PostMapping(path = "/v1/principals", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  PrincipalCreated create(@RequestBody PrincipalOrder order) {
    Names.check(order.name());
    if (order.kind() == PrincipalKind.CONSUMER) {
      throw Refusal.badRequest("A consumer gets its token when it is registered");
    }
    String token = Tokens.fresh();
    Principal principal = new Principal(order.name(), order.kind(), Optional.empty());
    if (!principals.add(principal, Tokens.hash(token))) {
      throw Refusal.conflict(
          "NAME_TAKEN",
          "The name " + order.name() + " stands for somebody already; nothing was changed",
          "Choose another name; a token is never given out twice.");
    }
    return new PrincipalCreated(order.name(), order.kind(), token);
  }

  @GetMapping("/v1/principals")
  List<PrincipalView> principals() {
    return principals.all().stream().map(p -> new PrincipalView(p.name(), p.kind())).toList();
  }
}
