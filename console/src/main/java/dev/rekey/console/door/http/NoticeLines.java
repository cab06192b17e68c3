package dev.rekey.console.door.http;

import dev.rekey.console.api.NoticeTold;
import dev.rekey.model.Word;
import dev.rekey.model.notice.NoticeRecord;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What was told, line by line. */
final class NoticeLines {
  private NoticeLines() {}

  static List<NoticeTold> of(List<NoticeRecord> notices) {
    return notices.stream().flatMap(NoticeLines::of).toList();
  }

  private static Stream<NoticeTold> of(NoticeRecord notice) {
    Instant end = notice.endedAt().orElse(notice.askedAt());
    Stream<NoticeTold> letters =
        notice.letters().stream()
            .map(
                one ->
                    new NoticeTold(
                        one.at().orElse(notice.askedAt()),
                        Word.of(notice.milestone()),
                        one.channel().value(),
                        one.recipient(),
                        one.delivered(),
                        one.sentence()));
    return Stream.concat(letters, nobody(notice, end));
  }

  private static Stream<NoticeTold> nobody(NoticeRecord notice, Instant end) {
    return notice.unreached().stream()
        .map(
            audience ->
                new NoticeTold(
                    end,
                    Word.of(notice.milestone()),
                    "-",
                    Word.of(audience),
                    false,
                    "nobody of this audience was told"));
  }
}
