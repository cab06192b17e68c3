package dev.rekey.console.api;

import dev.rekey.model.notice.Audience;
import dev.rekey.model.notice.Channel;
import java.util.List;

/**
 * A channel for notices; never what it is opened with.
 *
 * @param channel what it is
 * @param audiences whom it reaches
 * @param reserve whether it is used only where an audience's other channels did not deliver
 */
public record ChannelView(Channel channel, List<Audience> audiences, boolean reserve) {}
