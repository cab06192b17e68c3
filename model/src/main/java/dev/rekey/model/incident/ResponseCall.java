package dev.rekey.model.incident;

/** What a function can be asked to do for a response. Each may run twice, at any time. */
public enum ResponseCall {
  /** Can what was reported log in, or is it refused already? */
  PROBE,
  /** What is the state, before anything is changed? */
  SNAPSHOT,
  /** Refuse all of it, now. */
  CONTAIN,
  /** What can still log in or act? */
  ENUMERATE,
  /** Is every value that the store has refused everywhere? */
  PROVE,
  /** What did the identity leave behind? */
  HUNT,
  /** What could it reach, and what did it do? */
  REACH
}
