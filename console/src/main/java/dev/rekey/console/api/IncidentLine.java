package dev.rekey.console.api;

import java.time.Instant;
import java.util.List;

/**
 * One line of a timeline.
 *
 * @param at when
 * @param by who: a person, or rekey
 * @param what what kind of line, or the step or milestone
 * @param text one sentence
 * @param facts what was seen, where, and when
 */
public record IncidentLine(Instant at, String by, String what, String text, List<String> facts) {}
