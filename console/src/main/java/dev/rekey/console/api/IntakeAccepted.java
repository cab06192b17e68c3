package dev.rekey.console.api;

import java.util.List;

/**
 * What came of a message.
 *
 * @param incidents the incidents that its findings opened or joined; none if it told of no leak
 */
public record IntakeAccepted(List<String> incidents) {
  /** Copies the list. */
  public IntakeAccepted {
    incidents = List.copyOf(incidents);
  }
}
