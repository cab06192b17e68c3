package dev.rekey.model.notice;

/** How a mail server is spoken to. */
public enum SmtpSecurity {
  /** Begins in clear text and must go over to TLS before anything is said; port 587. */
  STARTTLS,
  /** TLS from the first byte; port 465. */
  TLS,
  /** In clear text: only for a mail server on this machine. */
  NONE
}
