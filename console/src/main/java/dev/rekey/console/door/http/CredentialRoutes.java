package dev.rekey.console.door.http;

import dev.rekey.console.api.CredentialView;
import dev.rekey.console.api.Enrolment;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.enrolment.Enrolling;
import dev.rekey.console.door.inventory.Enrolled;
import dev.rekey.console.door.inventory.Inventory;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.inventory.CredentialRecord;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Enrolling credentials, and looking at them. */
@RestController
final class CredentialRoutes {
  private final Enrolling enrolling;
  private final Inventory inventory;
  private final CredentialViews views;

  CredentialRoutes(Enrolling enrolling, Inventory inventory, CredentialViews views) {
    this.enrolling = enrolling;
    this.inventory = inventory;
    this.views = views;
  }

  @PostMapping(path = "/v1/credentials", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<CredentialView> enrol(
      @RequestBody Enrolment enrolment,
      @RequestParam(defaultValue = "false") boolean dryRun,
      Caller caller) {
    SecretId secret = enrolment.record().credential().secret();
    caller.about(secret);
    CredentialRecord record = enrolling.enrol(enrolment, caller.name(), dryRun);
    if (dryRun) {
      return ResponseEntity.ok(views.planned(record));
    }
    return ResponseEntity.status(HttpStatus.CREATED).body(views.of(enrolled(secret)));
  }

  @GetMapping("/v1/credentials")
  List<CredentialView> credentials(@RequestParam Optional<SecretId> secret, Caller caller) {
    if (secret.isEmpty()) {
      return views.all();
    }
    caller.about(secret.get());
    return List.of(views.of(enrolled(secret.get())));
  }

  private Enrolled enrolled(SecretId secret) {
    return inventory.find(secret).orElseThrow(() -> Refusal.unknown(secret));
  }
}
