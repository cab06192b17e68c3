package dev.rekey.activities.notice;

import dev.rekey.activities.evidence.EvidenceLog;
import dev.rekey.activities.ledger.Json;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.ledger.Row;
import dev.rekey.model.notice.Audience;
import dev.rekey.model.notice.Channel;
import dev.rekey.model.notice.ChannelName;
import dev.rekey.model.notice.Notice;
import dev.rekey.model.notice.NoticeId;
import dev.rekey.model.notice.NoticeOutcome;
import dev.rekey.model.notice.NoticeReceipt;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The record of every letter, in the ledger. An attempt is written down before it is made, so that
 * one whose sender died is known to be ambiguous, and no letter is sent by two senders at once.
 */
final class LetterLog {
  /** Longer than any attempt lasts: whoever has not reported by then is dead. */
  private static final Duration LEASE = Duration.ofSeconds(60);

  private final Ledger ledger;
  private final EvidenceLog evidence;
  private final InstantSource clock;

  LetterLog(Ledger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.evidence = new EvidenceLog(ledger);
    this.clock = clock;
  }

  /** Makes the notice known. */
  void open(Notice notice) {
    ledger.change(
        "INSERT INTO rekey.notice (id, incident, milestone, title, audiences, asked_at)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        notice.id().value(),
        notice.incident(),
        notice.milestone(),
        notice.title(),
        notice.audiences(),
        clock.instant());
  }

  /** Begins an attempt, if it is time for one. */
  Stand begin(Notice notice, Envelope to) {
    return ledger.together(
        () -> {
          ledger.change(
              "INSERT INTO rekey.notice_letter (notice, channel, recipient, first_at)"
                  + " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
              key(notice, to, clock.instant()));
          Stand stand =
              ledger
                  .first(
                      "SELECT * FROM rekey.notice_letter"
                          + " WHERE notice = ? AND channel = ? AND recipient = ? FOR UPDATE",
                      this::stand,
                      key(notice, to))
                  .map(one -> inOrder(notice, to, one))
                  .orElseGet(Stand.Later::new);
          if (stand instanceof Stand.Ours ours) {
            began(notice, to, ours);
          }
          return stand;
        });
  }

  /**
   * One alert is opened and resolved by letters of several notices. A letter that opens it is not
   * sent after the one that resolves it, and that one not while another is on its way.
   */
  private Stand inOrder(Notice notice, Envelope to, Stand stand) {
    if (!(stand instanceof Stand.Ours && to.channel() instanceof Channel.PagerDuty)) {
      return stand;
    }
    String alert = to.channel().name() + "/" + notice.incident();
    ledger.first(
        "SELECT true AS held FROM pg_advisory_xact_lock(hashtextextended(?, 0))",
        row -> true,
        alert);
    return switch (notice.alarm()) {
      case TRIGGER ->
          others(notice, to, "n.milestone IN ('CLOSED', 'BACK') AND l.attempts > 0")
              ? new Stand.TooLate()
              : stand;
      case RESOLVE ->
          others(notice, to, "l.outcome IS NULL AND l.began_at > ?", clock.instant().minus(LEASE))
              ? new Stand.Later()
              : stand;
      case ACKNOWLEDGE -> stand;
    };
  }

  private boolean others(Notice notice, Envelope to, String condition, Object... more) {
    List<Object> values = new ArrayList<>(List.of(notice.incident(), notice.id().value()));
    values.add(to.channel().name().value());
    values.addAll(List.of(more));
    return ledger
        .first(
            "SELECT true AS there FROM rekey.notice n JOIN rekey.notice_letter l ON l.notice = n.id"
                + " WHERE n.incident = ? AND n.id <> ? AND l.channel = ? AND "
                + condition
                + " LIMIT 1",
            row -> true,
            values.toArray())
        .isPresent();
  }

  private void began(Notice notice, Envelope to, Stand.Ours ours) {
    ledger.change(
        "UPDATE rekey.notice_letter SET began_at = ?, attempts = ?, ambiguous = ?"
            + " WHERE notice = ? AND channel = ? AND recipient = ?",
        clock.instant(),
        ours.attempts() + 1,
        ours.ambiguous(),
        notice.id().value(),
        to.channel().name().value(),
        to.recipient());
  }

  private Stand stand(Row row) throws SQLException {
    if (row.maybeText("outcome").isPresent()) {
      return new Stand.Ended(receipt(row));
    }
    Instant now = clock.instant();
    Optional<Instant> began = row.maybeInstant("began_at");
    boolean sending = began.filter(at -> now.isBefore(at.plus(LEASE))).isPresent();
    if (sending || row.maybeInstant("next_at").filter(now::isBefore).isPresent()) {
      return new Stand.Later();
    }
    return new Stand.Ours(
        row.number("attempts"),
        row.number("ambiguous") + (began.isPresent() ? 1 : 0),
        Duration.between(row.instant("first_at"), now));
  }

  /** The attempt came to nothing, and is to be made again, not before this time. */
  void again(Notice notice, Envelope to, boolean ambiguous, Duration after) {
    ledger.change(
        "UPDATE rekey.notice_letter SET began_at = NULL, next_at = ?, ambiguous = ambiguous + ?"
            + " WHERE notice = ? AND channel = ? AND recipient = ? AND outcome IS NULL",
        clock.instant().plus(after),
        ambiguous ? 1 : 0,
        notice.id().value(),
        to.channel().name().value(),
        to.recipient());
  }

  /** What came of it; the receipt is evidence, too. */
  void end(Notice notice, Envelope to, NoticeOutcome outcome) {
    Instant now = clock.instant();
    ledger.together(
        () -> {
          int ended =
              ledger.change(
                  "UPDATE rekey.notice_letter SET began_at = NULL, at = ?, outcome = ?::jsonb"
                      + " WHERE notice = ? AND channel = ? AND recipient = ? AND outcome IS NULL",
                  now,
                  Json.of(outcome),
                  notice.id().value(),
                  to.channel().name().value(),
                  to.recipient());
          if (ended == 1) {
            evidence.append(List.of(ReceiptEvidence.of(notice, to, now, outcome)));
          }
          return ended;
        });
  }

  /** Everything has its receipt; gives all of them. */
  List<NoticeReceipt> close(Notice notice, List<Audience> unreached) {
    return ledger.together(
        () -> {
          Instant now = clock.instant();
          int closed =
              ledger.change(
                  "UPDATE rekey.notice SET ended_at = ?, unreached = ?"
                      + " WHERE id = ? AND ended_at IS NULL",
                  now,
                  unreached,
                  notice.id().value());
          if (closed == 1 && !unreached.isEmpty()) {
            evidence.append(List.of(ReceiptEvidence.unreached(notice, now, unreached)));
          }
          return ended(notice);
        });
  }

  /** The receipts that there are. */
  List<NoticeReceipt> ended(Notice notice) {
    return ledger.all(
        "SELECT * FROM rekey.notice_letter WHERE notice = ? AND outcome IS NOT NULL"
            + " ORDER BY channel, recipient",
        LetterLog::receipt,
        notice.id().value());
  }

  static NoticeReceipt receipt(Row row) throws SQLException {
    return new NoticeReceipt(
        new NoticeId(row.text("notice")),
        new ChannelName(row.text("channel")),
        row.text("recipient"),
        row.instant("at"),
        row.json("outcome", NoticeOutcome.class));
  }

  private static Object[] key(Notice notice, Envelope to, Object... more) {
    Object[] key = new Object[3 + more.length];
    key[0] = notice.id().value();
    key[1] = to.channel().name().value();
    key[2] = to.recipient();
    System.arraycopy(more, 0, key, 3, more.length);
    return key;
  }
}
