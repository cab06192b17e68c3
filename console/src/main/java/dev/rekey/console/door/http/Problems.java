package dev.rekey.console.door.http;

import dev.rekey.activities.StepFailedException;
import dev.rekey.console.api.Problem;
import dev.rekey.console.door.Refusal;
import dev.rekey.model.FailureCode;
import org.springframework.http.HttpStatus;

/** What went wrong, as RFC 9457 writes it. */
final class Problems {
  private Problems() {}

  static Problem of(HttpStatus status, String code, String detail, String advice) {
    return new Problem(
        "about:blank", status.getReasonPhrase(), status.value(), code, detail, advice);
  }

  static Problem of(Refusal refusal) {
    return of(refusal.status(), refusal.code(), refusal.detail(), refusal.advice());
  }

  static Problem of(StepFailedException failure) {
    FailureCode code = failure.code();
    return of(status(code), code.name(), failure.reason(), code.advice());
  }

  /** For what nobody foresaw: our words only, for a message could hold anything. */
  static Problem unexpected() {
    FailureCode code = FailureCode.UNEXPECTED;
    String detail = "The server met an error that it did not expect";
    return of(HttpStatus.INTERNAL_SERVER_ERROR, code.name(), detail, code.advice());
  }

  static Problem unauthorized() {
    return of(
        HttpStatus.UNAUTHORIZED,
        "UNAUTHORIZED",
        "The call has no token, or one that the door does not know; nothing was changed",
        "Send 'Authorization: Bearer TOKEN' with a token that was not replaced.");
  }

  static Problem forbidden() {
    return of(
        HttpStatus.FORBIDDEN,
        "FORBIDDEN",
        "This principal may not do that; nothing was changed",
        "Ask somebody who may: people may do everything, services rotate, consumers consume.");
  }

  private static HttpStatus status(FailureCode code) {
    return switch (code) {
      case NOT_FOUND -> HttpStatus.NOT_FOUND;
      case BAD_REQUEST -> HttpStatus.BAD_REQUEST;
      case FOREIGN_WRITE, WITHDRAWN_ON_REQUEST, PAST_RETURN, UNDER_RESPONSE -> HttpStatus.CONFLICT;
      case EVIDENCE_DIFFERS, ISSUANCE_STOPPED -> HttpStatus.CONFLICT;
      case THROTTLED -> HttpStatus.TOO_MANY_REQUESTS;
      case TARGET_UNAVAILABLE, REPLICA_BEHIND, CONSUMER_UNREACHABLE -> HttpStatus.BAD_GATEWAY;
      case SESSION_EXPIRED, CLOCK_SKEWED -> HttpStatus.BAD_GATEWAY;
      case CHANNEL_UNAVAILABLE -> HttpStatus.BAD_GATEWAY;
      case CHANNEL_REFUSED -> HttpStatus.UNPROCESSABLE_CONTENT;
      case STORE_UNAVAILABLE, LEDGER_UNAVAILABLE, FUNCTION_UNAVAILABLE, SIGNER_UNAVAILABLE ->
          HttpStatus.SERVICE_UNAVAILABLE;
      case ROTATOR_REJECTED, PERMISSION_DENIED, QUOTA_REACHED -> HttpStatus.UNPROCESSABLE_CONTENT;
      case ORPHAN_UNCLEAR, VALUE_REJECTED, NEW_REJECTED -> HttpStatus.UNPROCESSABLE_CONTENT;
      case ORDER_REFUSED, NO_OUTER_CONTROL, MANAGEMENT_ACCOUNT, FUNCTION_SUSPECT, ROTATOR_SUSPECT ->
          HttpStatus.UNPROCESSABLE_CONTENT;
      case GRANTS_DIFFER, TARGET_ACCEPTS_ANYTHING, DRIFTED -> HttpStatus.UNPROCESSABLE_CONTENT;
      case IDLE_USER_IN_USE, GATE_DEADLINE -> HttpStatus.UNPROCESSABLE_CONTENT;
      case STILL_ACCEPTED, DEADLINE_PASSED -> HttpStatus.UNPROCESSABLE_CONTENT;
      case UNEXPECTED -> HttpStatus.INTERNAL_SERVER_ERROR;
    };
  }
}
