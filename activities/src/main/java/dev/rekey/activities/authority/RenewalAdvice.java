package dev.rekey.activities.authority;

import java.time.Instant;
import java.util.Optional;

/** An authority that says when a certificate of its is to be replaced (ARI, RFC 9773). */
public interface RenewalAdvice {
  /** What it says now; nothing if it has nothing to say of this certificate. */
  Optional<Window> window(CertificateChain chain);

  /**
   * When to replace.
   *
   * @param from not before
   * @param until not after; in the past if it is to be at once
   * @param askAgain when to ask again, where it says so
   * @param why what the authority gives as the reason, where it gives one: an address for people
   */
  record Window(Instant from, Instant until, Optional<Instant> askAgain, Optional<String> why) {}
}
