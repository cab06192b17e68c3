package dev.rekey.model.incident;

import dev.rekey.model.Word;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Optional;

/** Deadlines that laws set from the moment somebody knows. Whether one applies is people's word. */
public enum LegalClock {
  /**
   * CA/Browser Forum, Baseline Requirements 4.9.1.1: a public authority revokes within 24 hours of
   * hearing that a key leaked. For certificates that browsers trust, and for no others.
   */
  CABF_24H("CA/Browser Forum 4.9.1.1: a public authority revokes"),
  /** GDPR Art. 33(1): to the supervisory authority, 72 hours after having become aware. */
  GDPR_72H("GDPR Art. 33: notify the authority"),
  /** NIS2 Art. 23(4)(a): early warning within 24 hours. */
  NIS2_24H("NIS2 Art. 23: early warning"),
  /** NIS2 Art. 23(4)(b): incident notification within 72 hours. */
  NIS2_72H("NIS2 Art. 23: incident notification"),
  /** DORA, RTS 2025/301 Art. 5: 4 hours after it was classified as major; 24 after awareness. */
  DORA_4H("DORA: initial notification of a major incident"),
  /** SEC Form 8-K Item 1.05: four business days after it was found material. */
  SEC_4_BUSINESS_DAYS("SEC 8-K Item 1.05: disclose a material incident");

  private final String title;

  LegalClock(String title) {
    this.title = title;
  }

  /** What is due, in a few words. */
  public String title() {
    return title;
  }

  /** The name in documents. */
  public String word() {
    return Word.of(this);
  }

  /** The clock of this name. */
  public static Optional<LegalClock> of(String word) {
    return Arrays.stream(values()).filter(clock -> clock.word().equals(word)).findFirst();
  }

  /**
   * When it runs out. Business days are counted in UTC without public holidays, so the day shown is
   * never later than the law's.
   *
   * @param awareness when somebody knew
   */
  public Instant due(Instant awareness) {
    return switch (this) {
      case GDPR_72H, NIS2_72H -> awareness.plus(Duration.ofDays(3));
      case CABF_24H, NIS2_24H -> awareness.plus(Duration.ofDays(1));
      case DORA_4H -> awareness.plus(Duration.ofHours(4));
      case SEC_4_BUSINESS_DAYS -> businessDays(awareness, 4);
    };
  }

  private static Instant businessDays(Instant from, int days) {
    ZonedDateTime day = from.atZone(ZoneOffset.UTC);
    int left = days;
    while (left > 0) {
      day = day.plusDays(1);
      if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
        left--;
      }
    }
    return day.toInstant();
  }
}
