package dev.rekey.console.embedded.away;

import dev.rekey.activities.incident.Outages.Outage;
import dev.rekey.activities.incident.Outages.Waiting;
import dev.rekey.model.notice.Alarm;
import dev.rekey.model.notice.Audience;
import dev.rekey.model.notice.Notice;
import dev.rekey.model.notice.NoticeId;
import dev.rekey.model.notice.NoticeSeverity;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The words of the two notices of an outage.
 *
 * @param card where people read how to go on by hand
 */
record AwayNotices(String card) {
  private static final int FEW = 10;

  /**
   * That responses stand still.
   *
   * @param answers whether Temporal answers all the same
   */
  Notice away(Outage outage, Waiting waiting, boolean answers) {
    return new Notice(
        new NoticeId(outage.name() + "/away"),
        outage.name(),
        "AWAY",
        answers ? "A response cannot begin" : "Temporal does not answer: responses stand still",
        "Since %s, while %s.".formatted(outage.since(), standing(waiting)),
        "Contain by hand, as the card says: %s. What was accepted is kept, and goes on by itself."
            .formatted(card),
        NoticeSeverity.CRITICAL,
        Alarm.TRIGGER,
        List.of(Audience.ON_CALL),
        List.of(),
        waiting.suspects(),
        "");
  }

  /** That they go on. */
  Notice back(Outage outage, Waiting waiting, Instant at) {
    return new Notice(
        new NoticeId(outage.name() + "/back"),
        outage.name(),
        "BACK",
        "Temporal is back: responses go on",
        "They stood still from %s to %s; now %s.".formatted(outage.since(), at, standing(waiting)),
        "Nothing is done twice. Say what you did meanwhile: rekey incident act ID by-hand.",
        NoticeSeverity.INFO,
        Alarm.RESOLVE,
        List.of(Audience.ON_CALL),
        List.of(),
        waiting.suspects(),
        "");
  }

  private static String standing(Waiting waiting) {
    String some =
        waiting.incidents().stream()
            .limit(FEW)
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    int more = waiting.incidents().size() - FEW;
    return "%d incidents are open (%s%s) and %d signals wait to be heard"
        .formatted(
            waiting.incidents().size(),
            some,
            more > 0 ? " and " + more + " more" : "",
            waiting.unheard());
  }
}
