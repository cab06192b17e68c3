package dev.rekey.console.api;

import java.util.Optional;

/**
 * What a person does in an incident.
 *
 * @param act such as acknowledge, approve, refuse, note, mode, escalate, concerns, hand-over,
 *     suspect, break-glass, review-break-glass, root-cause, remedy, dismiss, close
 * @param about the question, person, credential, mode or category that it is about
 * @param text why, or what
 * @param owner of a remedy: who answers for it
 * @param due of a remedy: the day
 */
public record IncidentAct(
    String act,
    Optional<String> about,
    String text,
    Optional<String> owner,
    Optional<String> due) {}
