package dev.rekey.activities.notice;

import dev.rekey.model.notice.NoticeReceipt;
import java.time.Duration;

/** How a letter stands when somebody wants to send it. */
sealed interface Stand {
  /** It has its receipt: nothing is sent. */
  record Ended(NoticeReceipt receipt) implements Stand {}

  /** What it would open was closed meanwhile: it would be opened anew. */
  record TooLate() implements Stand {}

  /** Somebody sends it at this moment, or its channel asked to be left alone: not now. */
  record Later() implements Stand {}

  /**
   * It is ours to send, now.
   *
   * @param attempts how often it was tried before
   * @param ambiguous after how many of these attempts nobody knows whether it arrived
   * @param trying since when it is tried
   */
  record Ours(int attempts, int ambiguous, Duration trying) implements Stand {}
}
