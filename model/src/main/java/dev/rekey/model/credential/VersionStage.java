package dev.rekey.model.credential;

/** The staging labels of AWS Secrets Manager. Each is on at most one version of a secret. */
public enum VersionStage {
  /** Escrowed, not yet handed to consumers. */
  AWSPENDING,
  /** What consumers get. */
  AWSCURRENT,
  /** What consumers got before. */
  AWSPREVIOUS
}
