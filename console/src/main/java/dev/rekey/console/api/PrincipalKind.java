package dev.rekey.console.api;

/** Who may knock at the door. */
public enum PrincipalKind {
  /** A human being, who may also approve. */
  PERSON,
  /** A program, which may start rotations and never approves. */
  SERVICE,
  /** A workload, which gets its own credential and acknowledges it. */
  CONSUMER
}
