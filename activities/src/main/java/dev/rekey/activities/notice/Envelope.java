package dev.rekey.activities.notice;

import dev.rekey.model.notice.Audience;
import dev.rekey.model.notice.Channel;
import java.util.List;
import java.util.Optional;

/**
 * Where one letter of a notice goes.
 *
 * @param recipient a mailbox or topic, or the channel itself
 * @param audiences whom of the notice's audiences it reaches
 * @param reserve whether it is sent only where nothing else was delivered
 * @param leftOut why it is not sent, if it is not
 */
record Envelope(
    Channel channel,
    String recipient,
    List<Audience> audiences,
    boolean reserve,
    Optional<String> leftOut) {
  Envelope {
    audiences = List.copyOf(audiences);
  }
}
