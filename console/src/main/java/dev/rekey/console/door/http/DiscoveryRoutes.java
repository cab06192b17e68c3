package dev.rekey.console.door.http;

import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.store.StoredSecret;
import dev.rekey.activities.target.certificate.CertificateSearch;
import dev.rekey.activities.target.certificate.Connections;
import dev.rekey.activities.target.certificate.Reconciliation;
import dev.rekey.console.api.CertificateQuestion;
import dev.rekey.console.api.CertificatesFound;
import dev.rekey.console.api.Discovered;
import dev.rekey.console.door.DoorServices;
import dev.rekey.console.door.Refusal;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.TlsEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is in the secret store, enrolled or not; and which certificates are where. */
@RestController
final class DiscoveryRoutes {
  private static final int MOST = 10_000;
  private static final int MOST_ENDPOINTS = 500;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

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

  /** Nothing is changed, at no endpoint and at no authority. */
  @PostMapping(path = "/v1/certificates/searches", consumes = MediaType.APPLICATION_JSON_VALUE)
  CertificatesFound search(@RequestBody CertificateQuestion question) {
    if (question.endpoints().size() > MOST_ENDPOINTS) {
      throw Refusal.badRequest("At most " + MOST_ENDPOINTS + " endpoints are looked at in a call");
    }
    CertificateSearch search = new CertificateSearch();
    List<CertificateAuthority> known = authorities(question);
    try {
      search.endpoints(
          question.endpoints().stream().map(TlsEndpoint::of).toList(),
          new Connections(PATIENCE),
          services.clock());
      question.pem().ifPresent(text -> search.pem(text, "the file"));
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest(String.valueOf(e.getMessage()));
    }
    known.stream()
        .filter(authority -> question.authorities().contains(authority.name()))
        .forEach(authority -> list(search, authority));
    return new CertificatesFound(reconciliation(known).of(search), search.silent(), search.more());
  }

  private static void list(CertificateSearch search, CertificateAuthority authority) {
    if (!search.listOf(authority)) {
      throw Refusal.unprocessable(
          FailureCode.BAD_REQUEST, authority.name() + " does not list what it issued");
    }
  }

  /** Those that are asked, and those of everything under care. */
  private List<CertificateAuthority> authorities(CertificateQuestion question) {
    Stream<String> ofCertificates =
        services.inventory().all().stream()
            .map(enrolled -> enrolled.record().credential())
            .flatMap(
                spec ->
                    spec instanceof TlsCertificate certificate
                        ? Stream.of(certificate.authority())
                        : Stream.of());
    return Stream.concat(question.authorities().stream(), ofCertificates)
        .distinct()
        .map(services.authorities()::open)
        .toList();
  }

  private Reconciliation reconciliation(List<CertificateAuthority> known) {
    Set<String> leaked = services.inventory().leakedKeys();
    return new Reconciliation(
        services.inventory().certificates(),
        known.stream().map(CertificateAuthority::anchors).toList(),
        key -> leaked.contains("spki-" + key),
        services.clock().instant());
  }

  private static Discovered view(StoredSecret stored, boolean enrolled) {
    return new Discovered(
        stored.secret(), enrolled, stored.tags(), stored.changed(), stored.managedBy());
  }
}
