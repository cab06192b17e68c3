package dev.rekey.console.door;

import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import org.springframework.http.HttpStatus;

/** A call that the door does not carry out. Its words are ours, and hold nothing of the body. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String code;
  private final String detail;
  private final String advice;

  /**
   * Takes what the caller is told.
   *
   * @param status the HTTP status
   * @param code a word for programs
   * @param detail what happened, and what the state is now
   * @param advice what to do
   */
  public Refusal(HttpStatus status, String code, String detail, String advice) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.advice = advice;
  }

  /** A request that contradicts itself or the rules. */
  public static Refusal badRequest(String detail) {
    FailureCode code = FailureCode.BAD_REQUEST;
    return new Refusal(HttpStatus.BAD_REQUEST, code.name(), detail, code.advice());
  }

  /** A credential that is not enrolled. */
  public static Refusal unknown(SecretId secret) {
    FailureCode code = FailureCode.NOT_FOUND;
    String detail = "No credential is enrolled as " + secret + "; nothing was changed";
    return new Refusal(HttpStatus.NOT_FOUND, code.name(), detail, code.advice());
  }

  /** Something that the present state forbids. */
  public static Refusal conflict(String code, String detail, String advice) {
    return new Refusal(HttpStatus.CONFLICT, code, detail, advice);
  }

  /** Something that this principal may not do. */
  public static Refusal forbidden(String code, String detail, String advice) {
    return new Refusal(HttpStatus.FORBIDDEN, code, detail, advice);
  }

  /** A value that the rules refuse. */
  public static Refusal unprocessable(FailureCode code, String detail) {
    return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, code.name(), detail, code.advice());
  }

  /** The HTTP status. */
  public HttpStatus status() {
    return status;
  }

  /** A word for programs. */
  public String code() {
    return code;
  }

  /** What happened, and what the state is now. */
  public String detail() {
    return detail;
  }

  /** What to do. */
  public String advice() {
    return advice;
  }
}
