package dev.rekey.console.api;

import java.time.Instant;

/**
 * Who was told, or was not.
 *
 * @param at when that was known, or when it was asked for while it is not
 * @param about the milestone
 * @param channel through which channel; a dash where there is none
 * @param recipient a mailbox or topic, or the channel itself; the audience where there is no
 *     channel
 * @param delivered whether somebody surely has it
 * @param outcome one sentence
 */
public record NoticeTold(
    Instant at,
    String about,
    String channel,
    String recipient,
    boolean delivered,
    String outcome) {}
