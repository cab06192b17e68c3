package dev.rekey.model.credential;

/** How sensitive a credential is, by what it reaches; the most sensitive first. */
public enum Tier {
  CRITICAL,
  HIGH,
  MEDIUM,
  LOW
}
