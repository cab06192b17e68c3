package dev.rekey.model.notice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is on record about one notice.
 *
 * @param milestone what was reached
 * @param title one line
 * @param askedAt when it was to be told
 * @param endedAt when every channel had answered or was given up; nothing while it is under way
 * @param unreached the audiences that nothing was delivered to, once it has ended
 * @param letters each recipient of each channel
 */
public record NoticeRecord(
    NoticeId id,
    String milestone,
    String title,
    Instant askedAt,
    Optional<Instant> endedAt,
    List<Audience> unreached,
    List<Letter> letters) {
  /** Copies the lists. */
  public NoticeRecord {
    unreached = List.copyOf(unreached);
    letters = List.copyOf(letters);
  }

  /**
   * To one recipient of one channel.
   *
   * @param recipient a mailbox or topic, or the channel itself
   * @param attempts how often it was sent
   * @param at when its outcome was known
   * @param outcome what came of it; nothing while it is tried
   */
  public record Letter(
      ChannelName channel,
      String recipient,
      int attempts,
      Optional<Instant> at,
      Optional<NoticeOutcome> outcome) {
    /** One short line for people. */
    public String sentence() {
      return outcome
          .map(NoticeOutcome::sentence)
          .orElse("not taken yet, tried " + attempts + (attempts == 1 ? " time" : " times"));
    }

    /** Whether somebody surely has it. */
    public boolean delivered() {
      return outcome.filter(NoticeOutcome::delivered).isPresent();
    }
  }
}
