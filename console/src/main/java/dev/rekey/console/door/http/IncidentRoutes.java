package dev.rekey.console.door.http;

import dev.rekey.console.api.IncidentAct;
import dev.rekey.console.api.IncidentDeclaration;
import dev.rekey.console.api.IncidentDeclared;
import dev.rekey.console.api.IncidentReport;
import dev.rekey.console.api.IncidentStanding;
import dev.rekey.console.door.DoorServices;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.access.Acquaintance;
import dev.rekey.console.door.incident.Acts;
import dev.rekey.console.door.incident.CutOff;
import dev.rekey.console.door.incident.Reports;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.model.notice.NoticeRecord;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Incidents. Whoever is a suspect of one does not see it. */
@RestController
final class IncidentRoutes {
  private static final int LONGEST = 2_000;

  private final DoorServices services;

  IncidentRoutes(DoorServices services) {
    this.services = services;
  }

  @PostMapping(path = "/v1/incidents", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  IncidentDeclared declare(@RequestBody IncidentDeclaration declaration, Caller caller) {
    if (declaration.finding().isBlank() || declaration.finding().length() > LONGEST) {
      throw Refusal.badRequest(
          "A declaration says what was found, in " + LONGEST + " characters at most");
    }
    declaration.secrets().forEach(secret -> requireKnown(secret, caller));
    return services
        .incidents()
        .declare(
            "person/" + UUID.randomUUID(), declaration, caller.name(), services.clock().instant());
  }

  @GetMapping("/v1/incidents")
  List<IncidentStanding> all(Caller caller) {
    return services.incidents().all().stream()
        .filter(view -> maySee(view, caller))
        .map(IncidentStandings::brief)
        .toList();
  }

  @GetMapping("/v1/incidents/{id}")
  IncidentStanding one(@PathVariable String id, Caller caller) {
    return standing(seen(id, caller));
  }

  @GetMapping("/v1/incidents/{id}/report")
  IncidentReport report(@PathVariable String id, Caller caller) {
    IncidentView view = seen(id, caller);
    List<NoticeRecord> notices = services.notices().of(view.id());
    return Reports.of(
        view,
        notices,
        NoticeLines.of(notices),
        IncidentStandings.of(view, List.of()).timeline(),
        new CutOff(services.consumers(), services.inventory()),
        services.incidents().runbookTitle(view.runbook()),
        Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL")),
        services.clock().instant());
  }

  @PostMapping(path = "/v1/incidents/{id}/acts", consumes = MediaType.APPLICATION_JSON_VALUE)
  IncidentStanding act(@PathVariable String id, @RequestBody IncidentAct said, Caller caller) {
    IncidentView view = seen(id, caller);
    Decision decision =
        new Decision(
            caller.name(),
            Acts.of(said),
            services.principals().find(caller.name()).flatMap(Acquaintance::countsSince));
    services.incidents().decide(view.id(), decision);
    return standing(services.incidents().find(view.id()).orElse(view));
  }

  private IncidentStanding standing(IncidentView view) {
    return IncidentStandings.of(view, services.notices().of(view.id()));
  }

  /**
   * An authority is known by its name; it may have been made known before that was written down.
   */
  private void requireKnown(SecretId secret, Caller caller) {
    Optional<String> authority = TlsCertificate.authorityOf(secret);
    authority.ifPresent(name -> services.authorities().remember(name, caller.name()));
    if (authority.isEmpty() && services.inventory().find(secret).isEmpty()) {
      throw Refusal.unknown(secret);
    }
  }

  private IncidentView seen(String id, Caller caller) {
    return known(id)
        .filter(view -> maySee(view, caller))
        .orElseThrow(
            () ->
                new Refusal(
                    HttpStatus.NOT_FOUND,
                    FailureCode.NOT_FOUND.name(),
                    "No incident has this name; nothing was changed",
                    "'rekey incident list' shows them."));
  }

  private Optional<IncidentView> known(String id) {
    try {
      return services.incidents().find(new IncidentId(id));
    } catch (IllegalArgumentException noName) {
      return Optional.empty();
    }
  }

  private static boolean maySee(IncidentView view, Caller caller) {
    return view.suspects().stream().noneMatch(caller.name()::equalsIgnoreCase);
  }
}
