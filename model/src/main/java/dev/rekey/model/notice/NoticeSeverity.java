package dev.rekey.model.notice;

/** How loud a notice is; the four words of the PagerDuty Events API. */
public enum NoticeSeverity {
  CRITICAL,
  ERROR,
  WARNING,
  INFO
}
