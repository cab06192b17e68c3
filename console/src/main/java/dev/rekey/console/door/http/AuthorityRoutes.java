package dev.rekey.console.door.http;

import dev.rekey.console.api.AuthorityOrder;
import dev.rekey.console.api.AuthorityView;
import dev.rekey.console.api.StandByOrder;
import dev.rekey.console.door.DoorServices;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.authority.AuthorityBook;
import dev.rekey.model.credential.SigningAuthority;
import dev.rekey.model.credential.TlsCertificate;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Making authorities known; and what our own ones say to anybody of what they revoked. */
@RestController
final class AuthorityRoutes {
  static final String CRL = "/v1/authorities/crl";
  static final String OCSP = "/v1/authorities/ocsp";
  private static final String OCSP_QUESTION = "application/ocsp-request";
  private static final int LARGEST_QUESTION = 16 * 1024;
  private static final MediaType CRL_TYPE = MediaType.parseMediaType("application/pkix-crl");
  private static final MediaType OCSP_TYPE = MediaType.parseMediaType("application/ocsp-response");

  private final AuthorityBook authorities;

  AuthorityRoutes(DoorServices services) {
    this.authorities = services.authorities();
  }

  @PostMapping(path = "/v1/authorities", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<AuthorityView> add(
      @RequestBody AuthorityOrder order,
      @RequestParam(defaultValue = "false") boolean dryRun,
      HttpServletRequest request,
      Caller caller) {
    if (!TlsCertificate.isAuthorityName(order.name())) {
      throw Refusal.badRequest(TlsCertificate.AUTHORITY_NAMES);
    }
    URI status = URI.create(request.getRequestURL().toString());
    AuthorityView view = authorities.add(order, status, dryRun);
    if (!dryRun) {
      authorities.remember(order.name(), caller.name());
    }
    return ResponseEntity.status(dryRun ? HttpStatus.OK : HttpStatus.CREATED).body(view);
  }

  /** All of them must be known; none is changed. */
  @PostMapping(path = "/v1/authorities/stand-by", consumes = MediaType.APPLICATION_JSON_VALUE)
  StandByOrder standBy(@RequestBody StandByOrder order, Caller caller) {
    try {
      SigningAuthority plan =
          SigningAuthority.of(order.authority(), order.successor(), order.parent(), order.first());
      caller.about(plan.secret());
      authorities.standBy(plan, caller.name());
      return order;
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest(String.valueOf(e.getMessage()));
    }
  }

  @GetMapping("/v1/authorities")
  AuthorityView show(@RequestParam String name) {
    return authorities.show(name);
  }

  @GetMapping(CRL)
  ResponseEntity<byte[]> crl(@RequestParam String authority) {
    return ResponseEntity.ok().contentType(CRL_TYPE).body(authorities.crl(authority));
  }

  @PostMapping(path = OCSP, consumes = OCSP_QUESTION)
  ResponseEntity<byte[]> ocsp(@RequestParam String authority, HttpServletRequest request)
      throws IOException {
    byte[] question = request.getInputStream().readNBytes(LARGEST_QUESTION); // anybody may ask
    return ResponseEntity.ok().contentType(OCSP_TYPE).body(authorities.ocsp(authority, question));
  }
}
