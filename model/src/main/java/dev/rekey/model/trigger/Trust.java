package dev.rekey.model.trigger;

/** How it is known that a signal is from whom it says. */
public enum Trust {
  /** It came on a queue of ours, on which only services of AWS and schedules of ours may write. */
  SERVICE,
  /** It was signed by a sender that this installation knows. */
  SIGNED,
  /** A scanner found it; somebody with a token handed in the report. */
  SCAN,
  /** A person handed it in. */
  PERSON
}
