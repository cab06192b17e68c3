package dev.rekey.model.notice;

import java.time.Instant;

/**
 * What is written down about one notice, one channel and one recipient.
 *
 * @param recipient a mailbox or topic, or the channel itself
 * @param at when it was known
 */
public record NoticeReceipt(
    NoticeId notice, ChannelName channel, String recipient, Instant at, NoticeOutcome outcome) {}
