package dev.rekey.consumer;

import java.io.IOException;

/**
 * The door did not do what it was asked. Carries our own words and a status, never an answer's
 * body.
 */
public final class DoorException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /** Takes a sentence without any secret, and the HTTP status; 0 if there was no answer. */
  DoorException(String sentence, int status) {
    super(sentence);
    this.status = status;
  }

  /** The HTTP status; 0 if there was no answer. */
  public int status() {
    return status;
  }
}
