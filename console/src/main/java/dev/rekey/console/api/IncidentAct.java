package dev.rekey.console.api;

import java.time.Instant;
import java.util.Optional;

/**
 * What a person does in an incident.
 *
 * @param act such as acknowledge, approve, refuse, note, by-hand, mode, escalate, concerns,
 *     hand-over, suspect, suspect-evidence, break-glass, review-break-glass, root-cause, remedy,
 *     dismiss, close
 * @param about the question, person, credential, mode or category that it is about
 * @param text why, or what
 * @param owner of a remedy: who answers for it
 * @param due of a remedy: the day
 * @param at of what was done by hand: when; of evidence in doubt: since when
 */
public record IncidentAct(
    String act,
    Optional<String> about,
    String text,
    Optional<String> owner,
    Optional<String> due,
    Optional<Instant> at) {
  /** What was not done by hand. */
  public IncidentAct(
      String act,
      Optional<String> about,
      String text,
      Optional<String> owner,
      Optional<String> due) {
    this(act, about, text, owner, due, Optional.empty());
  }
}
