package dev.rekey.activities.notice;

import dev.rekey.model.notice.Alarm;
import dev.rekey.model.notice.Audience;
import dev.rekey.model.notice.Notice;
import dev.rekey.model.notice.NoticeId;
import dev.rekey.model.notice.NoticeSeverity;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Notices that tests send. */
final class Letters {
  static final URI DOOR = URI.create("https://rekey.example.com/");

  static final Letter CONTAINED =
      letter(notice("Contained", "Keys are off", "New keys are made", Alarm.TRIGGER));

  /** Every field holds what a signal from outside might smuggle in. */
  static final Letter HOSTILE = letter(hostile());

  private Letters() {}

  static Notice notice(String title, String known, String next, Alarm alarm) {
    return new Notice(
        new NoticeId("amber-falcon/contained"),
        "amber-falcon",
        "CONTAINED",
        title,
        known,
        next,
        NoticeSeverity.CRITICAL,
        alarm,
        List.of(Audience.ON_CALL),
        List.of(),
        List.of(),
        "");
  }

  static Letter letter(Notice notice) {
    return new Letter("ann@example.com", "key-1", Wording.of(notice, Optional.of(DOOR)));
  }

  private static Notice hostile() {
    String words = "<!channel> <b>\u202eolleh\u0000</b>\r\nBcc: eve@example.com\r\n\r\n*_`{{7*7}}";
    return notice(words, words, words, Alarm.TRIGGER);
  }
}
