package dev.rekey.model.notice;

/** Who must hear of an incident. Which channels reach them is configured, not coded. */
public enum Audience {
  /** Who is on duty now. */
  ON_CALL,
  /** Who works on the incident. */
  INCIDENT_TEAM,
  /** Who answers for the credential. */
  CREDENTIAL_OWNER,
  /** Who answers to auditors. */
  COMPLIANCE,
  /** Who leads the organisation. */
  EXECUTIVES,
  /** Who knows what the law asks for. */
  LEGAL
}
