package dev.rekey.console.api;

/** How a source signs and what it says. */
public enum IntakeKind {
  /** GitHub's secret scanning, as it tells its partners: ECDSA with public keys. */
  GITHUB,
  /** GitGuardian's custom webhook: HMAC over the body, with the time in the key. */
  GITGUARDIAN,
  /** PagerDuty's webhooks: HMAC over the body. It reports no leak; people acknowledge there. */
  PAGERDUTY,
  /** Anybody else: signed as Standard Webhooks are, in a format of ours. */
  GENERIC
}
