package dev.rekey.activities.target.certificate;

import dev.rekey.activities.authority.status.FreshStatus;
import dev.rekey.activities.authority.status.StatusReader;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What of certificates is seen from outside.
 *
 * @param network who serves what, and lets in whom
 * @param status what is revoked
 */
public record Outlook(TlsNetwork network, StatusReader status) {
  /** As it really is, with this patience for each answer. */
  public static Outlook real(Duration patience, InstantSource clock) {
    return new Outlook(new Connections(patience), new FreshStatus(patience, clock));
  }
}
