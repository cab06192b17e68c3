package dev.rekey.console.door.http;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.Reader;
import dev.rekey.console.api.Acknowledgement;
import dev.rekey.console.api.Consumption;
import dev.rekey.console.door.DoorServices;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.consumption.VersionWatch;
import dev.rekey.model.FailureCode;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a consumer gets, and what it says about it. Which secret it is follows from who calls. */
@RestController
final class ConsumptionRoutes {
  private static final int LONGEST_WAIT_SECONDS = 60;

  private final DoorServices services;
  private final VersionWatch watch;

  ConsumptionRoutes(DoorServices services, VersionWatch watch) {
    this.services = services;
    this.watch = watch;
  }

  @GetMapping("/v1/consumption")
  ResponseEntity<Consumption> consume(
      @RequestParam Optional<VersionId> held,
      @RequestParam(defaultValue = "0") int waitSeconds,
      Caller caller) {
    if (waitSeconds < 0 || waitSeconds > LONGEST_WAIT_SECONDS) {
      throw Refusal.badRequest(
          "The parameter 'waitSeconds' lies between 0 and " + LONGEST_WAIT_SECONDS);
    }
    SecretId secret = own(caller);
    return watch
        .newer(secret, held, Duration.ofSeconds(waitSeconds))
        .map(version -> ResponseEntity.ok(read(secret, version, caller)))
        .orElseGet(() -> ResponseEntity.noContent().build());
  }

  @PostMapping(path = "/v1/acknowledgements", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void acknowledge(@RequestBody Acknowledgement acknowledgement, Caller caller) {
    SecretId secret = own(caller);
    if (!services.store().labels(secret).containsValue(acknowledgement.version())) {
      throw Refusal.unprocessable(
          FailureCode.BAD_REQUEST,
          "No consumer can hold that version of " + secret + "; nothing was changed");
    }
    services
        .consumers()
        .acknowledge(
            new ConsumerId(caller.name()),
            secret,
            acknowledgement.version(),
            services.clock().instant());
    services.lookAgain(secret);
  }

  private Consumption read(SecretId secret, VersionId version, Caller caller) {
    Reader reader = new Reader(caller.name(), "consumption", caller.address());
    Login login =
        services.store().read(secret, version, reader).orElseThrow(() -> Refusal.unknown(secret));
    return new Consumption(secret, version, login.identity(), login.value().reveal());
  }

  private static SecretId own(Caller caller) {
    SecretId secret =
        caller
            .known()
            .secret()
            .orElseThrow(
                () ->
                    Refusal.forbidden(
                        "FORBIDDEN", "This consumer has no secret", "Register it anew."));
    caller.about(secret);
    return secret;
  }
}
