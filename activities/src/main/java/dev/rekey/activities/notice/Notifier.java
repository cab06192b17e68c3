package dev.rekey.activities.notice;

import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.notice.Channel;
import java.util.Optional;

/** Speaks one kind of channel. It tries once; who repeats it, and for how long, is not its care. */
interface Notifier<C extends Channel> {
  /** What speaks against such a channel, if anything does: a sentence. Sends nothing. */
  Optional<String> fault(C channel);

  /**
   * Tries once to send.
   *
   * @param secret what the channel is opened with; nothing for a kind that needs none
   */
  Attempt send(C channel, SecretValue secret, Letter letter);
}
