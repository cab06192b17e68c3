package dev.rekey.activities.authority.status;

import java.time.Instant;

/** What a source says of one certificate, by an answer that is signed and fresh. */
public sealed interface CertificateStatus {
  /** It is not revoked. */
  record Good() implements CertificateStatus {}

  /**
   * It is revoked.
   *
   * @param reason the number of the reason in RFC 5280; 0 where none is given
   * @param at since when
   */
  record Revoked(int reason, Instant at) implements CertificateStatus {}

  /**
   * Nothing can be said: no answer, one that is stale or badly signed, or one that says so. This is
   * not revoked, and not good either.
   *
   * @param why in our words
   */
  record Unknown(String why) implements CertificateStatus {}
}
