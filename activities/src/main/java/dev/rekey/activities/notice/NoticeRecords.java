package dev.rekey.activities.notice;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.ledger.Row;
import dev.rekey.model.notice.Audience;
import dev.rekey.model.notice.ChannelName;
import dev.rekey.model.notice.NoticeId;
import dev.rekey.model.notice.NoticeOutcome;
import dev.rekey.model.notice.NoticeRecord;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who was told what, when, and through what: from the ledger. */
public final class NoticeRecords {
  private final Ledger ledger;

  /** Takes the ledger. */
  public NoticeRecords(Ledger ledger) {
    this.ledger = ledger;
  }

  /** The notices about an incident, in the order in which they were asked for. */
  public List<NoticeRecord> of(String incident) {
    Map<String, List<NoticeRecord.Letter>> letters =
        ledger
            .all(
                "SELECT l.* FROM rekey.notice_letter l JOIN rekey.notice n ON n.id = l.notice"
                    + " WHERE n.incident = ? ORDER BY l.channel, l.recipient",
                row -> Map.entry(row.text("notice"), letter(row)),
                incident)
            .stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    return ledger.all(
        "SELECT * FROM rekey.notice WHERE incident = ? ORDER BY asked_at, id",
        row -> notice(row, letters.getOrDefault(row.text("id"), List.of())),
        incident);
  }

  private static NoticeRecord notice(Row row, List<NoticeRecord.Letter> letters)
      throws SQLException {
    return new NoticeRecord(
        new NoticeId(row.text("id")),
        row.text("milestone"),
        row.text("title"),
        row.instant("asked_at"),
        row.maybeInstant("ended_at"),
        row.texts("unreached").stream().map(Audience::valueOf).toList(),
        letters);
  }

  private static NoticeRecord.Letter letter(Row row) throws SQLException {
    return new NoticeRecord.Letter(
        new ChannelName(row.text("channel")),
        row.text("recipient"),
        row.number("attempts"),
        row.maybeInstant("at"),
        row.maybeText("outcome").isPresent()
            ? Optional.of(row.json("outcome", NoticeOutcome.class))
            : Optional.empty());
  }
}
