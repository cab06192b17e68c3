package dev.rekey.console.door.http;

import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.access.DoorCall;
import dev.rekey.console.door.access.Principal;
import dev.rekey.model.credential.SecretId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;

/** Who makes the present call, and what it turns out to be about. Lives as long as the call. */
final class Caller {
  private static final String ATTRIBUTE = Caller.class.getName();
  private static final int LONGEST_PATH = 512;

  private final Instant at;
  private final Optional<Principal> principal;
  private final String method;
  private final String path;
  private final String address;
  private Optional<SecretId> secret = Optional.empty();

  Caller(Instant at, Optional<Principal> principal, HttpServletRequest request) {
    this.at = at;
    this.principal = principal;
    this.method = request.getMethod();
    String uri = request.getRequestURI();
    this.path = uri.length() > LONGEST_PATH ? uri.substring(0, LONGEST_PATH) : uri;
    this.address = request.getRemoteAddr();
    request.setAttribute(ATTRIBUTE, this);
  }

  /** The caller of this request, if the door has looked at it. */
  static Optional<Caller> of(HttpServletRequest request) {
    return Optional.ofNullable((Caller) request.getAttribute(ATTRIBUTE));
  }

  Optional<Principal> principal() {
    return principal;
  }

  /** The principal, of whom authorisation has made sure. */
  Principal known() {
    return principal.orElseThrow(
        () -> Refusal.forbidden("FORBIDDEN", "The door does not know who calls", "Send a token."));
  }

  String name() {
    return known().name();
  }

  String address() {
    return address;
  }

  /** Notes for the record which secret the call is about. */
  void about(SecretId subject) {
    this.secret = Optional.of(subject);
  }

  /** The call as it is written down. */
  DoorCall call(int status) {
    return new DoorCall(
        at,
        principal.map(Principal::name).orElse(""),
        principal.map(p -> p.kind().name()).orElse(""),
        method,
        path,
        secret,
        status,
        address);
  }
}
