package dev.rekey.activities.notice;

import dev.rekey.model.Sha256;

/**
 * A notice on its way to one recipient of one channel.
 *
 * @param recipient a mailbox or topic, or the channel itself
 * @param key the same for every attempt, and for nothing else: by it a receiver knows a repetition
 */
record Letter(String recipient, String key, Wording wording) {
  /** The key where only letters and digits are taken. */
  String digest() {
    return Sha256.hex(key);
  }
}
