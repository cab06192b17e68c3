package dev.rekey.activities.notice;

import dev.rekey.model.notice.Alarm;
import dev.rekey.model.notice.Notice;
import dev.rekey.model.notice.NoticeSeverity;
import java.net.URI;
import java.util.Optional;

/**
 * The words of a notice: what it is about, what is known, what happens now, where to look. All of
 * it may come from outside, so it is made harmless here: one line each, without control characters,
 * of limited length. Each channel escapes what its own markup would read.
 *
 * @param link where people see more, if the installation has such a place
 */
record Wording(
    String incident,
    String milestone,
    String title,
    String known,
    String next,
    NoticeSeverity severity,
    Alarm alarm,
    Optional<URI> link) {
  private static final int LINE = 140;
  private static final int PARAGRAPH = 1_500;

  static Wording of(Notice notice, Optional<URI> door) {
    String mark = PlainText.line(notice.mark(), 20);
    return new Wording(
        PlainText.line(notice.incident(), 80),
        PlainText.line(notice.milestone(), 60),
        PlainText.line((mark.isEmpty() ? "" : "[" + mark + "] ") + notice.title(), LINE),
        PlainText.line(notice.known(), PARAGRAPH),
        PlainText.line(notice.next(), PARAGRAPH),
        notice.severity(),
        notice.alarm(),
        door);
  }

  /** One line: the incident and the title. */
  String subject() {
    return title + " (" + incident + ")";
  }

  /** Everything, as plain text. */
  String text() {
    return title
        + "\n\nIncident: "
        + incident
        + "\nMilestone: "
        + milestone
        + "\nWhat is known: "
        + known
        + "\nWhat happens now: "
        + next
        + link.map(url -> "\nMore: " + url).orElse("")
        + "\n";
  }
}
