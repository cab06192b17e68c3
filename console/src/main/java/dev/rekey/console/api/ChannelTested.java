package dev.rekey.console.api;

import java.util.List;

/**
 * What came of a test of a channel.
 *
 * @param delivered whether every recipient has it
 * @param receipts one for each recipient
 */
public record ChannelTested(boolean delivered, List<NoticeTold> receipts) {}
