package dev.rekey.console.door.http;

import dev.rekey.activities.store.StoredSecret;
import dev.rekey.console.api.Discovered;
import dev.rekey.console.door.DoorServices;
import dev.rekey.console.door.Refusal;
import dev.rekey.model.credential.SecretId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is in the secret store, enrolled or not. */
@RestController
final class DiscoveryRoutes {
  private static final int MOST = 10_000;

  private final DoorServices services;

  DiscoveryRoutes(DoorServices services) {
    this.services = services;
  }

  @GetMapping("/v1/stored-secrets")
  List<Discovered> discover(@RequestParam(defaultValue = "1000") int limit) {
    if (limit < 1 || limit > MOST) {
      throw Refusal.badRequest("The parameter 'limit' lies between 1 and " + MOST);
    }
    Set<SecretId> enrolled =
        services.inventory().all().stream()
            .map(known -> known.record().credential().secret())
            .collect(Collectors.toUnmodifiableSet());
    return services.store().discover(limit).stream()
        .map(stored -> view(stored, enrolled.contains(stored.secret())))
        .toList();
  }

  private static Discovered view(StoredSecret stored, boolean enrolled) {
    return new Discovered(
        stored.secret(), enrolled, stored.tags(), stored.changed(), stored.managedBy());
  }
}
