package dev.rekey.activities.notice;

import java.time.Duration;
import java.util.Optional;

/** What came of one attempt to send. Reasons are sentences of ours; no word of a server's. */
sealed interface Attempt {
  /** The channel took it, and calls it so. */
  record Accepted(String reference) implements Attempt {}

  /** The channel will not take it, however often it is sent. */
  record Rejected(String reason) implements Attempt {}

  /**
   * The channel did not take it now.
   *
   * @param after how long it asks to be left alone, if it says so
   */
  record Busy(String reason, Optional<Duration> after) implements Attempt {}

  /** No answer that can be relied on: it may have been taken. */
  record Lost(String reason) implements Attempt {}
}
