package dev.rekey.console.door.http;

import dev.rekey.activities.StepFailedException;
import dev.rekey.console.api.Health;
import dev.rekey.console.door.DoorServices;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.Surroundings;
import dev.rekey.console.door.access.Tokens;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What anybody may see. */
@RestController
final class HealthRoutes {
  private static final MediaType YAML = MediaType.parseMediaType("application/yaml");

  private final DoorServices services;

  HealthRoutes(DoorServices services) {
    this.services = services;
  }

  @GetMapping("/v1/health")
  Health health() {
    Surroundings on = services.surroundings();
    return new Health(up() ? "up" : "degraded", on.temporal(), on.durable(), on.version());
  }

  @GetMapping("/openapi.yaml")
  ResponseEntity<Resource> openapi() {
    return ResponseEntity.ok().contentType(YAML).body(new ClassPathResource("openapi.yaml"));
  }

  private boolean up() {
    try {
      services.principals().byTokenHash(Tokens.hash("")); // the cheapest question to the ledger
      return services.rotations().reachable();
    } catch (StepFailedException | Refusal e) {
      return false;
    }
  }
}
