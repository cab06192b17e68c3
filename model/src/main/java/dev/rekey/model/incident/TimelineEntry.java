package dev.rekey.model.incident;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.rotation.Fact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One line of an incident's timeline; it is never changed.
 *
 * @param number its place, from 1 on without gaps
 * @param at when, by the workflow's clock
 * @param kind what kind of line
 * @param by who did it: a person's name, {@code rekey}, or {@code out-of-band}
 * @param step the step of the runbook, where it belongs to one
 * @param milestone what was reached, if it was
 * @param secrets the credentials it is about
 * @param text one sentence
 * @param facts what was seen, each with the time of whoever saw it
 */
public record TimelineEntry(
    int number,
    Instant at,
    Kind kind,
    String by,
    Optional<ResponseStep> step,
    Optional<Milestone> milestone,
    List<SecretId> secrets,
    String text,
    List<Fact> facts) {
  /** Who acts where nobody does. */
  public static final String REKEY = "rekey";

  /** Who did what was done already when the response came to it: nobody of it. */
  public static final String OUT_OF_BAND = "out-of-band";

  /** What kinds of lines there are. */
  public enum Kind {
    REPORT,
    STEP,
    MILESTONE,
    DECISION,
    REFUSAL,
    NOTICE,
    FAILURE
  }

  /** Copies the lists. */
  public TimelineEntry {
    secrets = List.copyOf(secrets);
    facts = List.copyOf(facts);
  }
}
